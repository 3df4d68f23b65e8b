using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The list's view as an address and back. What an address says wrongly is left out.</summary>
internal static class ViewAddress
{
    public const string Path = "/ui/anomalies";

    public static string Of(AnomalyView view) => AddressQuery.Join(
        Path,
        [
            .. Filters(view),
            ("range", view.Range?.Name),
            ("from", view.Range is null ? AddressQuery.Time(view.From) : null),
            ("to", view.Range is null ? AddressQuery.Time(view.To) : null),
            ("order", Order(view)),
            ("after", view.After is { } place ? CursorText.Of(place) : null),
        ]);

    /// <summary>Where the same anomalies are to be had as a file.</summary>
    public static string Export(AnomalyView view, string format, DateTimeOffset now)
    {
        var criteria = view.Criteria(now);
        return AddressQuery.Join("/anomalies/export", [("format", format), .. Filters(view), ("from", AddressQuery.Time(criteria.From)), ("to", AddressQuery.Time(criteria.To)), ("order", Order(view))]);
    }

    public static AnomalyView Parse(string address)
    {
        var query = new AddressQuery(address);
        var range = TimeRange.Named(query.Text("range"));
        var view = new AnomalyView
        {
            Series = query.Text("series"),
            Method = query.Text("method"),
            Severity = query.Word<AnomalySeverity>("severity"),
            Status = query.Word<AnomalyStatus>("status"),
            Incident = query.Id("incident"),
            Range = range,
            From = range is null ? query.Moment("from") : null,
            To = range is null ? query.Moment("to") : null,
            Order = query.Word<AnomalyOrder>("order") ?? AnomalyOrder.Newest,
        };
        return view with { After = Place(query, view) };
    }

    private static (string Name, string? Value)[] Filters(AnomalyView view) =>
    [
        ("series", view.Series),
        ("method", view.Method),
        ("severity", view.Severity is { } severity ? WireNames<AnomalySeverity>.Of(severity) : null),
        ("status", view.Status is { } status ? WireNames<AnomalyStatus>.Of(status) : null),
        ("incident", view.Incident?.ToString()),
    ];

    private static string? Order(AnomalyView view) => view.Order == AnomalyOrder.Newest ? null : WireNames<AnomalyOrder>.Of(view.Order);

    private static AnomalyCursor? Place(AddressQuery query, AnomalyView view) =>
        query.Text("after") is { } text && view.History(DateTimeOffset.UnixEpoch).TryParse(text, out var place) ? place : null;
}
