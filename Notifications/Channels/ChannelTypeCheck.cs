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
        var definition = new ChannelDefinition
        {
            Name = channel.Name,
            Type = channel.Type,
            Enabled = channel.Enabled,
            Settings = channel.Settings,
            Secrets = channel.Secrets.Where(secret => secret.Value is not null).ToDictionary(secret => secret.Key, secret => secret.Value!),
        };
        foreach (var flaw in type.Check(definition))
            errors.Add(flaw.Field, flaw.Problem);
    }
}
