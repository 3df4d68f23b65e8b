using System.Collections.Immutable;

namespace Anomaly.Notifications.Routing;

/// <summary>What is known of a group: what is in it now, and what its channel was told.</summary>
public sealed record GroupState
{
    /// <summary>When the first incident of the group began.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the group was last looked at to see whether anything is to be told; null before the first time.</summary>
    public DateTimeOffset? LastLook { get; init; }

    /// <summary>When the channel was last told of it; null where it never was.</summary>
    public DateTimeOffset? LastSent { get; init; }

    /// <summary>The incidents that fire now, and that no silence mutes.</summary>
    public ImmutableHashSet<Guid> Firing { get; init; } = [];

    /// <summary>Those that were resolved since the channel was last told.</summary>
    public ImmutableHashSet<Guid> Resolved { get; init; } = [];

    /// <summary>Those that fired when the channel was last told.</summary>
    public ImmutableHashSet<Guid> Told { get; init; } = [];

    /// <summary>Whether there is nothing left in it: the next incident of the same labels begins a new one. What a silence mutes is not counted here.</summary>
    public bool IsOver => Firing.IsEmpty && Resolved.IsEmpty;
}
