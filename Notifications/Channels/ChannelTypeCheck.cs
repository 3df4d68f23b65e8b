using Anomaly.Notifications.Definitions;

namespace Anomaly.Notifications.Channels;

/// <summary>Has a channel checked by its type before it is saved.</summary>
internal sealed class ChannelTypeCheck(IChannelType type) : IChannelCheck
{
    /// <inheritdoc/>
    public string Type => type.Type;

    /// <inheritdoc/>
    public IReadOnlyList<string> SecretNames => type.SecretNames;

    /// <inheritdoc/>
    public void Check(ChannelDraft channel, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(errors);
        foreach (var flaw in type.Check(Of(channel)))
            errors.Add(flaw.Field, flaw.Problem);
    }

    /// <inheritdoc/>
    public string? Destination(ChannelDraft channel) => type.Destination(Of(channel));

    /// <inheritdoc/>
    public bool IsSent(string secret) => type.IsSent(secret);

    private static ChannelDefinition Of(ChannelDraft channel) => new()
    {
        Name = channel.Name,
        Type = channel.Type,
        Enabled = channel.Enabled,
        Settings = channel.Settings,
        Secrets = channel.Secrets.Where(secret => secret.Value is not null).ToDictionary(secret => secret.Key, secret => secret.Value!),
    };
}
