namespace Anomaly.Grains.Partitions;

/// <summary>
/// Rules of ownership that live inside the grains, so that a test can switch one off and see that the chaos run notices. Every one of
/// them is needed (docs/durability.md); there is no setting for them.
/// </summary>
internal sealed record OwnershipRules
{
    /// <summary>Rule 5: a series that hears a newer session forgets what it holds and takes the state that comes with the call.</summary>
    public bool SessionReset { get; init; } = true;

    /// <summary>Rule 5: a series applies a call only where its position is the one that the call continues.</summary>
    public bool PositionCheck { get; init; } = true;

    /// <summary>Rule 7: the progress stops at the first offset whose effect is not in a flushed row.</summary>
    public bool ProgressStopsAtUnflushed { get; init; } = true;

    /// <summary>Rule 13: a series is removed only where the progress of every log that its row speaks of is beyond what it had of that.</summary>
    public bool RemovalBehindProgress { get; init; } = true;
}
