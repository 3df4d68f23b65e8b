using System.Collections.Frozen;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Channels;

/// <summary>The types of channels that this process knows.</summary>
public sealed class ChannelTypes
{
    private readonly FrozenDictionary<string, IChannelType> _types;

    /// <summary>Takes the types.</summary>
    /// <param name="types">Each with a name of its own.</param>
    public ChannelTypes(IEnumerable<IChannelType> types)
    {
        _types = types.ToFrozenDictionary(type => type.Type, StringComparer.Ordinal);
        Names = [.. _types.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Their names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The type of a name; null where there is none.</summary>
    /// <param name="type">Such as <c>webhook</c>.</param>
    /// <returns>The type.</returns>
    public IChannelType? Find(string type) => _types.GetValueOrDefault(type);

    /// <summary>What is wrong with a definition; nothing where it can be sent through.</summary>
    /// <param name="channel">The definition.</param>
    /// <returns>The flaws, by field.</returns>
    public IReadOnlyList<ChannelFlaw> Check(ChannelDefinition channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Find(channel.Type)?.Check(channel) ?? [UnknownType(channel)];
    }

    /// <summary>Tries once to deliver a message.</summary>
    /// <param name="channel">The definition.</param>
    /// <param name="notification">The message.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What became of it; refused where the type is unknown or the definition is wrong.</returns>
    public Task<DeliveryOutcome> SendAsync(ChannelDefinition channel, Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Find(channel.Type) is { } type
            ? type.SendAsync(channel, notification, cancellationToken)
            : Task.FromResult(DeliveryOutcome.Refused(UnknownType(channel).ToString()));
    }

    private ChannelFlaw UnknownType(ChannelDefinition channel) => new("type", $"is '{TextCut.To(channel.Type, 60)}'; must be {string.Join(", ", Names)}");
}
