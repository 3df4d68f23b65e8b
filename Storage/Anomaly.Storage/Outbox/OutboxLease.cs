namespace Anomaly.Storage.Outbox;

/// <summary>A message that is this process' to deliver until a time.</summary>
public sealed record OutboxLease
{
    /// <summary>The message.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The attempt's number, from 1: together with the id it tells this lease from all others.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The message: a JSON object.</summary>
    public required string Payload { get; init; }
}
