namespace Anomaly.Grains.Interfaces.Notifications;

/// <summary>The notification service; key 0. Stateless.</summary>
[Alias("anomaly.notifications")]
public interface INotificationsGrain : IGrainWithIntegerKey
{
    /// <summary>Sends a message to a channel that says that it is a test. It is sent once, at once, whether the channel is enabled or not.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What became of it; null where there is no such channel.</returns>
    [Alias("test-channel")] Task<ChannelTest?> TestChannelAsync(string channel, CancellationToken cancellationToken = default);
}
