using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>The list's view as an address and back. What an address says wrongly is left out.</summary>
internal static class IncidentAddress
{
    public const string Path = "/ui/incidents";

    public static string Of(IncidentView view) => AddressQuery.Join(
        Path,
        [
            ("status", view.Scope == IncidentScope.Firing ? null : WireNames<IncidentScope>.Of(view.Scope)),
            ("severity", view.Severity is { } severity ? WireNames<AnomalySeverity>.Of(severity) : null),
            ("series", view.Series),
            ("range", view.Range?.Name),
            ("from", view.Range is null ? AddressQuery.Time(view.From) : null),
            ("to", view.Range is null ? AddressQuery.Time(view.To) : null),
            ("after", view.After?.ToString()),
        ]);

    /// <summary>One incident.</summary>
    public static string Of(Guid id) => $"{Path}/{id}";

    public static IncidentView Parse(string address)
    {
        var query = new AddressQuery(address);
        var range = TimeRange.Named(query.Text("range"));
        return new IncidentView
        {
            Scope = query.Word<IncidentScope>("status") ?? IncidentScope.Firing,
            Severity = query.Word<AnomalySeverity>("severity"),
            Series = query.Text("series"),
            Range = range,
            From = range is null ? query.Moment("from") : null,
            To = range is null ? query.Moment("to") : null,
            After = query.Id("after"),
        };
    }
}
