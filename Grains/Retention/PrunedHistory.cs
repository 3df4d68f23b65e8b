namespace Anomaly.Grains.Retention;

/// <summary>What was deleted.</summary>
/// <param name="Anomalies">Anomalies.</param>
/// <param name="Incidents">Incidents.</param>
/// <param name="DeadLetters">Records that were refused.</param>
internal readonly record struct PrunedHistory(long Anomalies, long Incidents, long DeadLetters)
{
    public bool IsEmpty => Anomalies + Incidents + DeadLetters == 0;
}
