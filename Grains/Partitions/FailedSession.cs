namespace Anomaly.Grains.Partitions;

/// <summary>What the next session has from one that failed: a partition that cannot save is late, however often it begins anew.</summary>
/// <param name="LastCheckpoint">When all was saved last: a timestamp of the context's clock.</param>
/// <param name="Reason">Why the session ended.</param>
internal sealed record FailedSession(long LastCheckpoint, string Reason);
