using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Channels;

/// <summary>One way to send messages.</summary>
public interface IChannelType
{
    /// <summary>Its name in channel definitions, such as <c>webhook</c>.</summary>
    string Type { get; }

    /// <summary>The names of the secrets that a channel of it can have.</summary>
    IReadOnlyList<string> SecretNames { get; }

    /// <summary>What is wrong with a definition of this type; nothing where it is right. Sends and looks up nothing.</summary>
    /// <param name="channel">The definition.</param>
    /// <returns>The flaws, by field.</returns>
    IReadOnlyList<ChannelFlaw> Check(ChannelDefinition channel);

    /// <summary>Where a channel's secrets are sent to, such as <c>https://example.org</c>: those that are stored are for that receiver alone.</summary>
    /// <param name="channel">The definition, whether or not it is right.</param>
    /// <returns>The receiver; null where the settings name none.</returns>
    string? Destination(ChannelDefinition channel) => null;

    /// <summary>Whether the receiver is sent a secret itself, and not only what was made with it.</summary>
    /// <param name="secret">One of <see cref="SecretNames"/>.</param>
    /// <returns>Whether it is.</returns>
    bool IsSent(string secret) => true;

    /// <summary>Whether each incident is told by messages of its own: a receiver that has to hear of all of them, however many there are.</summary>
    bool TellsEachAlone => false;

    /// <summary>
    /// How often a channel wants to be told at least of incidents that go on, though nothing changed: a receiver that takes a long silence for the end of them.
    /// Null: once is enough.
    /// </summary>
    /// <param name="channel">The definition.</param>
    /// <returns>The longest time between two messages.</returns>
    TimeSpan? RepeatWithin(ChannelDefinition channel) => null;

    /// <summary>Tries once to deliver a message. What goes wrong is in the outcome, without secrets.</summary>
    /// <param name="channel">The definition.</param>
    /// <param name="notification">The message.</param>
    /// <param name="cancellationToken">Ends the attempt; then, and only then, this throws.</param>
    /// <returns>What became of it.</returns>
    Task<DeliveryOutcome> SendAsync(ChannelDefinition channel, Notification notification, CancellationToken cancellationToken);
}
