using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Storage.Outbox;

/// <summary>Changes that were claimed, and where their incidents are to be: the part of a batch that is the same on every database.</summary>
internal sealed class RouteClaim(IIncidentRouter router, DateTimeOffset now)
{
    private readonly SortedDictionary<string, GroupPlace> _groups = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Group, Guid Incident)> _members = [];

    /// <summary>The groups, by key: they are locked in one order, and made where they are not there.</summary>
    public IReadOnlyCollection<GroupPlace> Groups => _groups.Values;

    /// <summary>Which incidents are to be in which of them.</summary>
    public IReadOnlyCollection<(string Group, Guid Incident)> Members => _members;

    /// <summary>Takes a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="incident">Its incident; null where it is gone.</param>
    /// <param name="places">Where the incident is already.</param>
    public void Add(IncidentChange change, Incident? incident, IEnumerable<GroupPlace> places)
    {
        // What is over is told where it was told before, by the group's next look; one that nobody could have heard of is told there too.
        if (incident is null || (incident.Status != IncidentStatus.Firing && change.Kind != IncidentChangeKind.Brief))
            return;

        var known = places.ToDictionary(place => place.RouteKey, StringComparer.Ordinal);
        // One that fires on cannot be leaving a group just now; one that fires anew can.
        var mayLeave = change.Kind >= IncidentChangeKind.Opened;
        foreach (var place in router.Route(incident, now))
        {
            var home = known.GetValueOrDefault(place.RouteKey);
            if (home is not null && !mayLeave)
                continue;

            var taken = home is null ? place : home with { Wait = place.Wait };
            _groups.TryAdd(taken.GroupKey, taken);
            _members.Add((taken.GroupKey, incident.Id));
        }
    }
}
