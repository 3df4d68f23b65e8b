using Anomaly.Grains.Interfaces.Notifications;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Outbox;
using Anomaly.Storage.Notifications;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Anomaly.Notifications.Channels;

/// <summary>Tries channels, on the silo that was asked: the caller's process may have neither the keys of the secrets nor a way to the receiver.</summary>
[StatelessWorker, GrainType("notifications"), Reentrant]
internal sealed class NotificationsGrain(IChannelStore channels, ChannelReader reader, ChannelTypes types, NotificationOptions options, TimeProvider time, ILogger<NotificationsGrain> logger) : Grain, INotificationsGrain
{
    /// <summary>Below what a caller waits for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<ChannelTest?> TestChannelAsync(string channel, CancellationToken cancellationToken = default)
    {
        if (await channels.FindAsync(channel, cancellationToken) is not { } row)
            return null;

        var state = reader.Read(row);
        var outcome = state.Flaw is { } flaw ? DeliveryOutcome.Refused(flaw) : await SendAsync(state, cancellationToken);
        var word = ResultWords.Of(outcome.Result);
        await channels.NoteDeliveryAsync(channel, new LastDelivery(time.GetUtcNow(), word, outcome.Detail), cancellationToken);
        return new ChannelTest { Outcome = word, StatusCode = outcome.StatusCode, Detail = outcome.Detail };
    }

    private async Task<DeliveryOutcome> SendAsync(ChannelState channel, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await types.SendAsync(channel.Definition, TestMessage.For(channel.Definition.Name, time.GetUtcNow(), options.ExternalAddress), either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return DeliveryOutcome.Retry($"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // As an attempt does: a fault of the channel's code is an outcome, and its text is said nowhere.
            Log.TestFails(logger, channel.Definition.Name, exception.GetType().Name, exception.StackTrace);
            return DeliveryOutcome.Refused($"{exception.GetType().Name}; the log of the silo has more");
        }
    }
}
