namespace Anomaly.Notifications.Definitions;

/// <summary>What channels of a type may be; one is registered for each type.</summary>
public interface IChannelCheck
{
    /// <summary>The type's name, such as <c>webhook</c>.</summary>
    string Type { get; }

    /// <summary>The names of the secrets that a channel of the type may have.</summary>
    IReadOnlyList<string> SecretNames { get; }

    /// <summary>Says what is wrong with a channel, by path such as <c>settings.url</c> or <c>secrets.token</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="errors">Takes what is wrong.</param>
    void Check(ChannelDraft channel, FieldErrors errors);

    /// <summary>Where a channel's secrets are sent to, such as <c>https://example.org</c>; null where its settings name nobody.</summary>
    /// <param name="channel">The channel, whether or not it is right.</param>
    /// <returns>The receiver.</returns>
    string? Destination(ChannelDraft channel) => null;

    /// <summary>Whether the receiver is sent a secret itself.</summary>
    /// <param name="secret">One of <see cref="SecretNames"/>.</param>
    /// <returns>Whether it is.</returns>
    bool IsSent(string secret) => true;
}
