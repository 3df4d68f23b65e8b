namespace Anomaly.Grains.Interfaces.Notifications;

/// <summary>What became of a test message.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.notifications.test")]
public sealed record ChannelTest
{
    /// <summary>The word: <c>delivered</c>; <c>retry</c>: not now; <c>refused</c>: never, as things are; <c>gone</c>: the receiver wants no more messages.</summary>
    [Id(0)] public required string Outcome { get; init; }

    /// <summary>What the receiver answered: an HTTP status, an SMTP reply code; null where it did not answer.</summary>
    [Id(1)] public int? StatusCode { get; init; }

    /// <summary>One line for people, without secrets; null where there is nothing to say.</summary>
    [Id(2)] public string? Detail { get; init; }
}
