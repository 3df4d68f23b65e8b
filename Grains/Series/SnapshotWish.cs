namespace Anomaly.Grains.Series;

/// <summary>Whether a call asks for a snapshot. An answer with an anomaly brings one unasked.</summary>
internal enum SnapshotWish
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The detectors' state.</summary>
    State = 1,

    /// <summary>The detectors' state and the recent points.</summary>
    StateAndPoints = 2,
}
