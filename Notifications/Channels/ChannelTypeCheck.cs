using Anomaly.Notifications.Definitions;

namespace Anomaly.Notifications.Channels;

/// <summary>Lets a type check definitions when they are saved. A secret that stays as it is stored is not read for that: it was checked when it was entered.</summary>
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
        var kept = channel.Secrets.Where(secret => secret.Value is null).Select(secret => $"secrets.{secret.Key}").ToHashSet(StringComparer.Ordinal);
        var entered = channel.Secrets.Where(secret => secret.Value is not null).ToDictionary(secret => secret.Key, secret => secret.Value!);
        var definition = new ChannelDefinition { Name = channel.Name, Type = channel.Type, Enabled = channel.Enabled, Settings = channel.Settings, Secrets = entered };
        foreach (var flaw in type.Check(definition).Where(flaw => !kept.Contains(flaw.Field)))
            errors.Add(flaw.Field, flaw.Problem);
    }
}
