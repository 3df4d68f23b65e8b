using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Channels;

/// <summary>What all types have in common: settings are read and checked by the same code at save and at send; no secret leaves in an outcome.</summary>
/// <typeparam name="TSettings">The type's settings. A class without <c>ToString</c>, for it has secrets in it.</typeparam>
internal abstract class ChannelType<TSettings> : IChannelType
    where TSettings : class
{
    /// <summary>Characters of a detail.</summary>
    private const int MaxDetail = 400;

    /// <inheritdoc/>
    public abstract string Type { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> SecretNames { get; }

    /// <inheritdoc/>
    public virtual bool TellsEachAlone => false;

    /// <inheritdoc/>
    public IReadOnlyList<ChannelFlaw> Check(ChannelDefinition channel) => ReadAll(channel).Flaws;

    /// <inheritdoc/>
    public string? Destination(ChannelDefinition channel) => Destination(ReadAll(channel).Settings);

    /// <inheritdoc/>
    public virtual bool IsSent(string secret) => true;

    /// <inheritdoc/>
    public TimeSpan? RepeatWithin(ChannelDefinition channel) => ReadAll(channel) is { Flaws.Count: 0, Settings: { } settings } ? RepeatWithin(settings) : null;

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> SendAsync(ChannelDefinition channel, Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var (settings, flaws) = ReadAll(channel);
        if (flaws.Count > 0)
            return DeliveryOutcome.Refused(string.Join("; ", flaws));

        var outcome = await SendAsync(settings, notification, cancellationToken);
        return outcome.Detail is { } detail ? outcome with { Detail = TextCut.To(TextCut.OneLine(new Redaction(channel.Secrets.Values).Apply(detail)), MaxDetail) } : outcome;
    }

    /// <summary>Reads the settings; what is wrong goes to the reader.</summary>
    protected abstract TSettings Read(SettingsReader reader);

    /// <summary>Tries once to deliver.</summary>
    /// <param name="settings">Settings without flaws.</param>
    /// <param name="notification">The message.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    protected abstract Task<DeliveryOutcome> SendAsync(TSettings settings, Notification notification, CancellationToken cancellationToken);

    /// <summary>See <see cref="IChannelType.Destination"/>.</summary>
    protected virtual string? Destination(TSettings settings) => null;

    /// <summary>See <see cref="IChannelType.RepeatWithin"/>.</summary>
    protected virtual TimeSpan? RepeatWithin(TSettings settings) => null;

    private (TSettings Settings, IReadOnlyList<ChannelFlaw> Flaws) ReadAll(ChannelDefinition channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var reader = new SettingsReader(channel, SecretNames);
        return (Read(reader), reader.Finish());
    }
}
