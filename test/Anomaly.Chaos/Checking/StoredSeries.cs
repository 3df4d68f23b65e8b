namespace Anomaly.Chaos.Checking;

/// <summary>A series as it is in the database, its state and its catalog entry.</summary>
internal sealed record StoredSeries(
    int Partition, int Epoch, long Offset, byte[] Payload, long LastSeen, double LastValue, string? Labels, long? FirstSeen);
