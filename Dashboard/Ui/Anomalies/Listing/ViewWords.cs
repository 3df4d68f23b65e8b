using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The list's view in words.</summary>
internal static class ViewWords
{
    public static string Of(AnomalyView view) => view switch
    {
        { IsLive: true } => "Newest first, as they are detected.",
        { Order: AnomalyOrder.Newest, After: null } => "Newest first.",
        { Order: AnomalyOrder.Newest } => "Newest first, a further page.",
        _ => $"{Of(view.Order)}.",
    };

    public static string Of(AnomalyOrder order) => order switch
    {
        AnomalyOrder.Newest => "Newest first",
        AnomalyOrder.Oldest => "Oldest first",
        AnomalyOrder.Series => "Series, A to Z",
        AnomalyOrder.SeriesDesc => "Series, Z to A",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };

    /// <summary>The values of an enum with their names in the address.</summary>
    public static IReadOnlyList<(string Name, string Words)> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (WireNames<T>.Of(value), Of(value)))];

    public static string Of<T>(T value)
        where T : struct, Enum => AnomalyText.Words(WireNames<T>.Of(value));

    /// <summary>The filters that are set, each with the view without it.</summary>
    public static IEnumerable<(string Name, string Value, AnomalyView Without)> Filters(AnomalyView view)
    {
        if (view.Series is { } series)
            yield return ("Series", series, view with { Series = null });
        if (view.Method is { } method)
            yield return ("Method", AnomalyText.Words(method), view with { Method = null });
        if (view.Severity is { } severity)
            yield return ("Severity", Of<AnomalySeverity>(severity), view with { Severity = null });
        if (view.Status is { } status)
            yield return ("Status", Of<AnomalyStatus>(status), view with { Status = null });
        if (view.Incident is { } incident)
            yield return ("Incident", $"Incident {AnomalyText.ShortId(incident)}", view with { Incident = null });
        if (view.Range is not null || view.From is not null || view.To is not null)
            yield return ("Time", view.Range?.Words ?? "Custom", view with { Range = null, From = null, To = null });
    }
}
