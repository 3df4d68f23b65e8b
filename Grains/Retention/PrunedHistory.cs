namespace Anomaly.Grains.Retention;

/// <summary>What was deleted.</summary>
/// <param name="Anomalies">Anomalies.</param>
/// <param name="Incidents">Incidents.</param>
/// <param name="DeadLetters">Records that were refused.</param>
/// <param name="Audit">Entries of the audit log.</param>
internal readonly record struct PrunedHistory(long Anomalies, long Incidents, long DeadLetters, long Audit)
{
    public bool IsEmpty => Anomalies + Incidents + DeadLetters + Audit == 0;
}
