namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>What may go wrong in a run. Each run has some of them, so that rare meetings of few are met too.</summary>
[Flags]
internal enum FaultKinds
{
    None = 0,

    /// <summary>Calls and answers are lost or come twice, stale directory entries make second activations, statements fail or their answers are lost.</summary>
    Messages = 1,

    /// <summary>kill -9 of a silo; another takes its place.</summary>
    Kill = 2,

    /// <summary>A silo is stopped, or cut off, for a while.</summary>
    Pause = 4,

    /// <summary>Series are collected.</summary>
    Collect = 8,

    /// <summary>A partition gets another reader, the old one goes some time.</summary>
    Rebalance = 16,

    /// <summary>A silo is stopped as it should be: its partitions are drained first.</summary>
    Drain = 32,

    /// <summary>An owner's activation is let go while its reader lives.</summary>
    Deactivate = 64,

    /// <summary>The settings change, and one silo hears of it at once; others do when they claim, or later.</summary>
    Settings = 128,

    /// <summary>The topic is created again.</summary>
    Recreate = 256,
}
