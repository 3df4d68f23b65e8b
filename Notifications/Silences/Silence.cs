using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Weekly;

namespace Anomaly.Notifications.Silences;

/// <summary>Incidents that are not told for some time, with who wants that, and why.</summary>
public sealed record Silence
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>What it mutes: what meets all of them.</summary>
    public required IReadOnlyList<Matcher> Matchers { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends; that moment is outside.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who wants it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Why.</summary>
    public required string Comment { get; init; }

    /// <summary>Whether the detectors learn from the samples of that time.</summary>
    public bool Learn { get; init; } = true;

    /// <summary>Where it is not the whole time from its begin to its end: the windows in each week; else null.</summary>
    public WeeklyWindow? Recurrence { get; init; }

    /// <summary>Where it is in its life at a time. With windows it is active between them too.</summary>
    public SilenceState StateAt(DateTimeOffset at) => at < StartsAt ? SilenceState.Pending : at < EndsAt ? SilenceState.Active : SilenceState.Expired;

    /// <summary>Whether it mutes at a time what its matchers match.</summary>
    public bool IsMuting(DateTimeOffset at) => StateAt(at) == SilenceState.Active && Recurrence?.Covers(at) != false;

    /// <summary>Whether it mutes labels at a time.</summary>
    public bool Mutes(IReadOnlyDictionary<string, string> labels, DateTimeOffset at) => IsMuting(at) && Matchers.All(matcher => matcher.Matches(labels));
}
