namespace Anomaly.Chaos.Silo.Faults;

/// <summary>A rule of the durability protocol that a run can switch off, to see that the checker notices.</summary>
internal enum Rule
{
    /// <summary>A flush is refused where its owner epoch is not the newest.</summary>
    StateFence,

    /// <summary>A series that hears a newer session forgets what it holds.</summary>
    SessionReset,

    /// <summary>A series applies a call only where it continues its position.</summary>
    PositionCheck,

    /// <summary>The progress stops at the first offset whose effect is not in a flushed row.</summary>
    SmallestUnflushed,

    /// <summary>States and their anomalies are written by one statement.</summary>
    OneStatement,
}
