using System.Text.Json;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Delivery;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>One attempt to deliver a message, and what follows from it.</summary>
internal sealed class Attempt(IOutbox outbox, IChannelStore channels, ChannelTypes types, OutboxMetrics metrics, TimeProvider time, ILogger<Attempt> logger)
{
    /// <summary>How long a message is this process' own.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Well within the lease, whatever a channel allows itself.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>For writing down what is known, also while the process ends: a message that was taken would otherwise be sent again.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    /// <summary>Tells this process from others, and from one before it on the same machine.</summary>
    private readonly Guid _owner = Guid.NewGuid();

    public Task<IReadOnlyList<OutboxLease>> ClaimAsync(IReadOnlyCollection<ChannelRoom> room, CancellationToken cancellationToken) =>
        outbox.ClaimAsync(room, _owner, Lease, cancellationToken);

    /// <summary>Tries once, and says what became of it.</summary>
    /// <param name="lease">The message.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="stopping">The process ends: what is not known to be delivered is another's.</param>
    public async Task RunAsync(OutboxLease lease, ChannelState channel, CancellationToken stopping)
    {
        var outcome = await SendAsync(lease, channel, stopping);
        using var patience = new CancellationTokenSource(LastWords, time);
        if (outcome is null)
        {
            await outbox.CompleteAsync(lease, _owner, new() { State = OutboxState.Waiting, DueAt = time.GetUtcNow(), Detail = "the process that sent it was stopped" }, patience.Token);
            return;
        }

        // To a receiver that takes a long silence for the end nothing may wait longer than that.
        var within = types.Find(channel.Definition.Type)?.RepeatWithin(channel.Definition);
        var wait = outcome.Result == DeliveryResult.Retry ? RetrySchedule.Next(lease.Id, lease.Attempt, outcome.RetryAfter, within) : null;
        var state = outcome.Result == DeliveryResult.Delivered ? OutboxState.Delivered : wait is null ? OutboxState.Failed : OutboxState.Waiting;
        await CompleteAsync(lease, outcome, state, wait, patience.Token);
        if (outcome.Result == DeliveryResult.Gone)
            await DisableAsync(channel, outcome, patience.Token);
    }

    /// <returns>Null where the process ends and nothing is known.</returns>
    private async Task<DeliveryOutcome?> SendAsync(OutboxLease lease, ChannelState channel, CancellationToken stopping)
    {
        if (channel.Flaw is { } flaw)
            return DeliveryOutcome.Retry(flaw);

        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            return await types.SendAsync(channel.Definition, NotificationText.Read(lease.Payload), either.Token);
        }
        catch (JsonException exception)
        {
            return DeliveryOutcome.Refused($"the stored message cannot be read: {exception.Message}");
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return DeliveryOutcome.Retry($"no answer within {Longest.TotalSeconds:0} s");
        }
        catch (Exception exception)
        {
            // A fault of a channel's code. Its text may have what was sent in it, and is said nowhere.
            Log.ChannelFails(logger, lease.Id, lease.Channel, exception.GetType().Name, exception.StackTrace);
            return DeliveryOutcome.Retry($"{exception.GetType().Name}; the log of the silo has more");
        }
    }

    private async Task CompleteAsync(OutboxLease lease, DeliveryOutcome outcome, OutboxState state, TimeSpan? wait, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var detail = outcome.Detail ?? "";
        var completed = await outbox.CompleteAsync(
            lease,
            _owner,
            new OutboxOutcome
            {
                State = state,
                StatusCode = outcome.StatusCode,
                Detail = outcome.Detail,
                DueAt = now + wait,
                // The wait is as long as what was asked, but for what the schedule does not bear.
                HeldUntil = outcome.RetryAfter is { } after && wait is { } next ? now + (after < next ? after : next) : null,
            },
            cancellationToken);
        var word = state switch { OutboxState.Delivered => "delivered", OutboxState.Waiting => "retry", _ => "failed" };
        metrics.Count(lease.Channel, word);
        if (!completed)
            Log.LeaseIsLost(logger, lease.Id, lease.Channel);
        else if (state == OutboxState.Waiting && lease.Attempt <= RetrySchedule.Waits.Count)
            Log.IsTriedAgain(logger, lease.Id, lease.Channel, lease.Attempt, detail, now + wait!.Value);
        else if (state == OutboxState.Failed)
            Log.IsGivenUp(logger, lease.Id, lease.Channel, lease.Attempt, detail);
        await channels.NoteDeliveryAsync(lease.Channel, new LastDelivery(now, outcome.Result == DeliveryResult.Retry ? word : ResultWords.Of(outcome.Result), outcome.Detail), cancellationToken);
    }

    private async Task DisableAsync(ChannelState channel, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        var name = channel.Definition.Name;
        // One that was changed meanwhile has perhaps another receiver.
        if (await channels.FindAsync(name, cancellationToken) is not { Enabled: true } row || row.Revision != channel.Revision)
            return;
        if (await channels.SaveAsync(row with { Enabled = false, UpdatedAt = time.GetUtcNow() }, cancellationToken) is not null)
            Log.ChannelIsGone(logger, name, outcome.Detail ?? "410");
    }
}
