using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Incidents;

/// <summary>What a worker has claimed, by key, and what becomes of it: the part of a batch that is the same on every database.</summary>
internal sealed class InboxClaim
{
    private readonly IIncidentFold _fold;
    private readonly SortedDictionary<string, List<InboxAnomaly>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, FoldedIncident> _incidents = [];
    private readonly Dictionary<(Guid Incident, string Series), IncidentSeries> _series = [];

    public InboxClaim(IIncidentFold fold, IEnumerable<InboxAnomaly> anomalies)
    {
        _fold = fold;
        foreach (var anomaly in anomalies)
        {
            var key = fold.KeyOf(anomaly.Series, anomaly.Labels);
            if (!_keys.TryGetValue(key, out var list))
                _keys.Add(key, list = []);
            list.Add(anomaly);
        }
    }

    /// <summary>The keys in order, each with the stretch of event time in which its incidents matter.</summary>
    public IReadOnlyList<(string Key, DateTimeOffset Low, DateTimeOffset High)> Wanted =>
        [.. _keys.Select(pair => (pair.Key, Earlier(pair.Value.Min(anomaly => anomaly.At)), Later(pair.Value.Max(anomaly => anomaly.At))))];

    /// <summary>The incidents' new states. Those that are over come first: only then is there room for a firing one of the same key.</summary>
    public IReadOnlyList<FoldedIncident> Incidents => [.. _incidents.Values.OrderByDescending(folded => folded.Incident.Status).ThenBy(folded => folded.Incident.Id)];

    /// <summary>What is added to the incidents' series.</summary>
    public IReadOnlyList<(Guid Incident, IncidentSeries Added)> Series =>
        [.. _series.OrderBy(pair => pair.Key.Incident).ThenBy(pair => pair.Key.Series, StringComparer.Ordinal).Select(pair => (pair.Key.Incident, pair.Value))];

    /// <summary>Each anomaly's incident, by anomaly.</summary>
    public SortedDictionary<Guid, Guid> Homes { get; } = [];

    /// <summary>Leaves a key alone of which another worker has earlier anomalies: they are to be counted first.</summary>
    public void Leave(string series, IReadOnlyDictionary<string, string> labels) => _keys.Remove(_fold.KeyOf(series, labels));

    /// <summary>Folds all keys.</summary>
    /// <param name="known">Their incidents.</param>
    public void Fold(IEnumerable<Incident> known)
    {
        var byKey = known.ToLookup(incident => incident.Key, StringComparer.Ordinal);
        foreach (var (key, anomalies) in _keys)
        {
            var folded = _fold.Fold(key, [.. byKey[key]], anomalies);
            foreach (var incident in folded.Incidents)
                _incidents.Add(incident.Incident.Id, incident with { Incident = incident.Incident with { Revision = incident.Incident.Revision + 1 } });
            for (var i = 0; i < anomalies.Count; i++)
                Count(folded.Homes[i], anomalies[i]);
        }
    }

    /// <summary>Says how many series of an incident are new in it.</summary>
    public void AddSeries(Guid incident, int count)
    {
        var folded = _incidents[incident];
        _incidents[incident] = folded with { Incident = folded.Incident with { SeriesCount = folded.Incident.SeriesCount + count } };
    }

    private void Count(Guid incident, InboxAnomaly anomaly)
    {
        Homes.Add(anomaly.Id, incident);
        var place = (incident, anomaly.Series);
        _series[place] = _series.TryGetValue(place, out var sum)
            ? new(anomaly.Series, sum.AnomalyCount + 1, Max(sum.LastAnomalyAt, anomaly.At), Max(sum.LastDetectedAt, anomaly.DetectedAt))
            : new(anomaly.Series, 1, anomaly.At, anomaly.DetectedAt);
    }

    private DateTimeOffset Earlier(DateTimeOffset time) => time - DateTimeOffset.MinValue > _fold.Reach ? time - _fold.Reach : DateTimeOffset.MinValue;

    private DateTimeOffset Later(DateTimeOffset time) => DateTimeOffset.MaxValue - time > _fold.Reach ? time + _fold.Reach : DateTimeOffset.MaxValue;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
