using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

/// <summary>A store in memory, as simple as can be: all incidents of the key are known to each fold.</summary>
internal sealed class Folding(IncidentOptions? options = null)
{
    private readonly IncidentFold _fold = new(options ?? new IncidentOptions());
    private readonly Dictionary<Guid, Incident> _incidents = [];

    public Dictionary<Guid, Guid> Homes { get; } = [];

    /// <summary>In the order of event time.</summary>
    public Incident[] Incidents => [.. _incidents.Values.OrderBy(incident => incident.Key, StringComparer.Ordinal).ThenBy(incident => incident.StartedAt).ThenBy(incident => incident.Id)];

    /// <summary>What is to be told of the last batch.</summary>
    public List<(Guid Incident, IncidentChangeKind Kind)> Changes { get; } = [];

    public Folding Take(params IReadOnlyList<InboxAnomaly> batch)
    {
        Changes.Clear();
        foreach (var key in batch.GroupBy(anomaly => _fold.KeyOf(anomaly.Series, anomaly.Labels)))
        {
            InboxAnomaly[] anomalies = [.. key];
            var folded = _fold.Fold(key.Key, [.. _incidents.Values.Where(incident => incident.Key == key.Key)], anomalies);
            foreach (var (incident, change) in folded.Incidents)
            {
                _incidents[incident.Id] = incident;
                if (change is { } kind)
                    Changes.Add((incident.Id, kind));
            }

            for (var i = 0; i < anomalies.Length; i++)
                Homes.Add(anomalies[i].Id, folded.Homes[i]);
        }

        Assert.All(_incidents.Values.Where(incident => incident.Status == IncidentStatus.Firing).GroupBy(incident => incident.Key), firing => Assert.Single(firing));
        return this;
    }

    public void Set(Incident incident) => _incidents[incident.Id] = incident;
}
