namespace Anomaly.Detectors.Snapshots;

/// <summary>The first byte of a snapshot. Numbers are never reused.</summary>
internal enum SnapshotKind : byte
{
    MovingAverage = 1,
    IsolationForest = 2,
    Ensemble = 3,
    Group = 16,
}
