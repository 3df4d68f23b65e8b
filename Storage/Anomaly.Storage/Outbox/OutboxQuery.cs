namespace Anomaly.Storage.Outbox;

/// <summary>Which messages are wanted, the newest first. A field that is null lets all pass.</summary>
public sealed record OutboxQuery
{
    /// <summary>Only of this channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Only in this state.</summary>
    public OutboxState? State { get; init; }

    /// <summary>Only those that come after the one with this <see cref="OutboxItem.Seq"/> in the order of the answer.</summary>
    public long? After { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
