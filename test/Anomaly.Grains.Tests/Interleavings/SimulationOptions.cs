using Anomaly.Grains.Partitions;
using Anomaly.Grains.Tests.Interleavings.Database;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>Which rules hold in a run: all of them, but for the one whose need is to be shown.</summary>
internal sealed record SimulationOptions
{
    public OwnershipRules Rules { get; init; } = new();

    /// <summary>Whether all series are one group too. It is at home in one partition, so there is one then.</summary>
    public bool Grouped { get; init; }

    /// <summary>Rule 6: a state of an owner that is not the newest is refused.</summary>
    public bool FenceOnStates { get; init; } = true;

    /// <summary>Whether series that are silent are removed.</summary>
    public bool Removes { get; init; }

    /// <summary>Rule 10: a record is sent again once the one before it of its series has arrived.</summary>
    public bool SendsInChains { get; init; } = true;

    /// <summary>Rule 6: states and anomalies are one statement.</summary>
    public FlushOrder Flush { get; init; } = FlushOrder.Together;
}
