using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>The open incidents with their labels, to say what a route or a silence is about. Read once, when a page opens.</summary>
internal sealed class OpenIncidentSet(IReadOnlyList<Incident> incidents)
{
    private const int Most = 500;

    private readonly (Incident Incident, IReadOnlyList<IReadOnlyDictionary<string, string>> Sets)[] _incidents =
        [.. incidents.Select(incident => (incident, IncidentLabels.Of(incident.Labels, incident.Severity, incident.Series, incident.Methods)))];

    /// <summary>Nothing.</summary>
    public static OpenIncidentSet None { get; } = new([]);

    /// <summary>Reads them, the newest of very many.</summary>
    public static async Task<OpenIncidentSet> ReadAsync(IIncidentStore store, CancellationToken cancellationToken) =>
        new(await store.ListAsync(new IncidentQuery { Status = IncidentStatus.Firing, Limit = Most }, cancellationToken));

    /// <summary>Those that a route takes: any of an incident's series is enough.</summary>
    public IReadOnlyList<Incident> Taken(Anomaly.Notifications.Routing.Route route) =>
        [.. _incidents.Where(each => each.Sets.Any(labels => route.Matches(labels, each.Incident.Severity))).Select(each => each.Incident)];

    /// <summary>Those that matchers mute: all of an incident's series must match.</summary>
    public IReadOnlyList<Incident> Muted(IReadOnlyList<Matcher> matchers) =>
        matchers.Count == 0 ? [] : [.. _incidents.Where(each => each.Sets.All(labels => matchers.All(matcher => matcher.Matches(labels)))).Select(each => each.Incident)];
}
