using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>The open incidents with their labels, to say what a route or a silence is about. Never changes.</summary>
internal sealed class OpenIncidentSet(IReadOnlyList<Incident> incidents)
{
    /// <summary>The most that are read.</summary>
    public const int Most = 500;

    private readonly (Incident Incident, IReadOnlyList<IReadOnlyDictionary<string, string>> ForRoutes, IReadOnlyList<IReadOnlyDictionary<string, string>> ForSilences)[] _incidents =
        [.. incidents.Select(incident => (incident, IncidentSets.ForRoutes(incident), IncidentSets.ForSilences(incident)))];

    /// <summary>Nothing.</summary>
    public static OpenIncidentSet None { get; } = new([]);

    /// <summary>Whether there may be more than were read, which are the newest.</summary>
    public bool IsFull => _incidents.Length >= Most;

    /// <summary>Reads them, the newest of very many.</summary>
    public static async Task<OpenIncidentSet> ReadAsync(IIncidentStore store, CancellationToken cancellationToken) =>
        new(await store.ListAsync(new IncidentQuery { Status = IncidentStatus.Firing, Limit = Most }, cancellationToken));

    /// <summary>Those that a route takes: any of an incident's series is enough.</summary>
    public IReadOnlyList<Incident> Taken(Anomaly.Notifications.Routing.Route route) =>
        [.. _incidents.Where(each => each.ForRoutes.Any(labels => route.Matches(labels, each.Incident.Severity))).Select(each => each.Incident)];

    /// <summary>Those that matchers mute: all of an incident's series must match.</summary>
    public IReadOnlyList<Incident> Muted(IReadOnlyList<Matcher> matchers)
    {
        if (matchers.Count == 0)
            return [];

        // When it mutes is another question.
        var always = new SilenceSet([new Silence { Matchers = matchers, StartsAt = DateTimeOffset.MinValue, EndsAt = DateTimeOffset.MaxValue, CreatedBy = "", Comment = "" }]);
        return [.. _incidents.Where(each => always.Mutes(each.ForSilences, DateTimeOffset.UnixEpoch).Count > 0).Select(each => each.Incident)];
    }
}
