namespace Anomaly.Storage.Outbox;

/// <summary>What a look at a group came to.</summary>
public sealed record GroupVerdict
{
    /// <summary>When to look again; null where the group is over: it goes, with all that is in it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was looked at last.</summary>
    public DateTimeOffset? LastLook { get; init; }

    /// <summary>When the channel was told last.</summary>
    public DateTimeOffset? LastSent { get; init; }

    /// <summary>The incidents that go from the group.</summary>
    public IReadOnlyCollection<Guid> Leaving { get; init; } = [];

    /// <summary>What the channel knows of the others, where that changes.</summary>
    public IReadOnlyCollection<MemberMark> Marks { get; init; } = [];

    /// <summary>The incidents that the message names, in order; empty where nothing is told.</summary>
    public IReadOnlyList<Guid> Named { get; init; } = [];
}
