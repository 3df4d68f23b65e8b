namespace Anomaly.Storage.Incidents;

/// <summary>What became of one batch.</summary>
/// <param name="Counted">How many anomalies were counted into incidents.</param>
/// <param name="LeftAlone">Whether there are more that another worker has to finish first.</param>
public readonly record struct InboxBatch(int Counted, bool LeftAlone);
