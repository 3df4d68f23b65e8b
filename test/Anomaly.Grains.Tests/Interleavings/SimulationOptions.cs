using Anomaly.Grains.Partitions;
using Anomaly.Grains.Tests.Interleavings.Database;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>Which rules hold in a run: all of them, but for the one whose need is to be shown.</summary>
internal sealed record SimulationOptions
{
    public OwnershipRules Rules { get; init; } = new();

    /// <summary>Rule 6: a state of an owner that is not the newest is refused.</summary>
    public bool FenceOnStates { get; init; } = true;

    /// <summary>Rule 10: a record that was sent again and failed may be followed by one that arrives.</summary>
    public bool HolesInRerouting { get; init; }

    /// <summary>Rule 6: states and anomalies are one statement.</summary>
    public FlushOrder Flush { get; init; } = FlushOrder.Together;
}
