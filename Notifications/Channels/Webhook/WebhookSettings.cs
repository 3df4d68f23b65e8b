using Anomaly.Notifications.Messages.Payloads;

namespace Anomaly.Notifications.Channels.Webhook;

/// <summary>What a webhook needs.</summary>
internal sealed class WebhookSettings
{
    /// <summary>Where it is posted to.</summary>
    public required Uri Url { get; init; }

    /// <summary>What is posted.</summary>
    public required IPayloadFormat Format { get; init; }

    /// <summary>Headers that each request has besides.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The whole value of the header <c>Authorization</c>; null: there is none.</summary>
    public required string? Authorization { get; init; }

    /// <summary>The keys that sign, the newest first: two while a receiver changes from one to the other.</summary>
    public required IReadOnlyList<SigningKey> Keys { get; init; }
}
