using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The list's view as an address and back. What an address says wrongly is left out.</summary>
internal static class ViewAddress
{
    public const string Path = "/ui/anomalies";

    public static string Of(AnomalyView view) => Join(
        Path,
        [
            .. Filters(view),
            ("range", view.Range?.Name),
            ("from", view.Range is null ? Time(view.From) : null),
            ("to", view.Range is null ? Time(view.To) : null),
            ("order", Order(view)),
            ("after", view.After is { } place ? CursorText.Of(place) : null),
        ]);

    /// <summary>Where the same anomalies are to be had as a file.</summary>
    public static string Export(AnomalyView view, string format, DateTimeOffset now)
    {
        var criteria = view.Criteria(now);
        return Join("/anomalies/export", [("format", format), .. Filters(view), ("from", Time(criteria.From)), ("to", Time(criteria.To)), ("order", Order(view))]);
    }

    public static AnomalyView Parse(string address)
    {
        var start = address.IndexOf('?', StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(start < 0 ? "" : address[start..].Split('#')[0]);
        var range = TimeRange.Named(Text(query, "range"));
        var view = new AnomalyView
        {
            Series = Text(query, "series"),
            Method = Text(query, "method"),
            Severity = Word<AnomalySeverity>(query, "severity"),
            Status = Word<AnomalyStatus>(query, "status"),
            Range = range,
            From = range is null ? Moment(query, "from") : null,
            To = range is null ? Moment(query, "to") : null,
            Order = Word<AnomalyOrder>(query, "order") ?? AnomalyOrder.Newest,
        };
        return view with { After = Place(query, view) };
    }

    private static (string Name, string? Value)[] Filters(AnomalyView view) =>
    [
        ("series", view.Series),
        ("method", view.Method),
        ("severity", view.Severity is { } severity ? WireNames<AnomalySeverity>.Of(severity) : null),
        ("status", view.Status is { } status ? WireNames<AnomalyStatus>.Of(status) : null),
    ];

    private static string? Order(AnomalyView view) => view.Order == AnomalyOrder.Newest ? null : WireNames<AnomalyOrder>.Of(view.Order);

    private static AnomalyCursor? Place(Dictionary<string, StringValues> query, AnomalyView view) =>
        Text(query, "after") is { } text && view.History(DateTimeOffset.UnixEpoch).TryParse(text, out var place) ? place : null;

    private static string Join(string path, (string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static string? Text(Dictionary<string, StringValues> query, string name) =>
        query.TryGetValue(name, out var values) && values[0] is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    private static T? Word<T>(Dictionary<string, StringValues> query, string name)
        where T : struct, Enum => WireNames<T>.TryParse(Text(query, name), out var value) ? value : null;

    private static DateTimeOffset? Moment(Dictionary<string, StringValues> query, string name) =>
        Text(query, name) is { } text && Instant.TryParse(text, out var time) ? time : null;

    private static string? Time(DateTimeOffset? time) => time is { } moment ? Instant.Format(moment) : null;
}
