namespace Anomaly.Storage.Outbox;

/// <summary>What an attempt came to.</summary>
public sealed record OutboxOutcome
{
    /// <summary>Where the message is now.</summary>
    public required OutboxState State { get; init; }

    /// <summary>What the receiver answered.</summary>
    public int? StatusCode { get; init; }

    /// <summary>One line for people, without secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>Where it waits: until when.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Until when the receiver asked to be left alone with it, where it did: until then nothing makes it due.</summary>
    public DateTimeOffset? HeldUntil { get; init; }
}
