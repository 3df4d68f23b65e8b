using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Incidents;

/// <summary>Makes incidents of anomalies. Called inside a transaction: it computes, and waits for nothing.</summary>
public interface IIncidentFold
{
    /// <summary>How far around an anomaly's event time an incident may end or begin that the anomaly belongs to.</summary>
    TimeSpan Reach { get; }

    /// <summary>What the anomaly has in common with others of its incident.</summary>
    string KeyOf(string series, IReadOnlyDictionary<string, string> labels);

    /// <summary>Counts anomalies in.</summary>
    /// <param name="key">The key of all of them.</param>
    /// <param name="known">
    /// The key's incidents that may matter: the firing one, the one that began last, and all within <see cref="Reach"/> of the anomalies.
    /// </param>
    /// <param name="anomalies">The anomalies, by id, which is in the order of their event times.</param>
    FoldedKey Fold(string key, IReadOnlyList<Incident> known, IReadOnlyList<InboxAnomaly> anomalies);
}
