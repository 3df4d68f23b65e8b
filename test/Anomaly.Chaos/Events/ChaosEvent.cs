using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Events;

/// <summary>One event of a schedule.</summary>
/// <param name="Kind">What happens.</param>
internal sealed record ChaosEvent(EventKind Kind)
{
    /// <summary>How long before it nothing happens.</summary>
    public TimeSpan Before { get; init; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>Which silo, among those that are at work.</summary>
    public int Preference { get; init; }

    /// <summary>At which point of its work the silo is killed or stopped; null where at any.</summary>
    public Phase? Phase { get; init; }

    /// <summary>Where in that phase.</summary>
    public Side Side { get; init; }

    /// <summary>Whether the point must be about a series on another silo.</summary>
    public bool Remote { get; init; }

    /// <summary>Occurrences that pass first; calls to lose; seconds to jump by.</summary>
    public int Amount { get; init; }

    /// <summary>Whether a server is killed, not told to leave.</summary>
    public bool Hard { get; init; }
}
