namespace Anomaly.Storage.Outbox;

/// <summary>
/// Messages on their way out. Any number of processes may deliver at once, and none leads: a message is that one's who claimed it, until it says what
/// became of it or its lease ends. So each is delivered at least once. Of one group's messages only the oldest can be claimed.
/// </summary>
public interface IOutbox
{
    /// <summary>Claims messages that are due, for each channel no more than there is room for.</summary>
    /// <param name="room">The channels that can be sent to.</param>
    /// <param name="owner">Tells this process from others, and from one that it follows.</param>
    /// <param name="lease">For how long they are claimed.</param>
    /// <param name="cancellationToken">Gives up; nothing is claimed then.</param>
    Task<IReadOnlyList<OutboxLease>> ClaimAsync(IReadOnlyCollection<ChannelRoom> room, Guid owner, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Says what an attempt came to. One that succeeded makes the channel's other messages due: its receiver is back.</summary>
    /// <param name="lease">What was claimed.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="outcome">What it came to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where the lease is not this process' any more, and nothing was changed.</returns>
    Task<bool> CompleteAsync(OutboxLease lease, Guid owner, OutboxOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Reads a page.</summary>
    Task<IReadOnlyList<OutboxItem>> ListAsync(OutboxQuery query, CancellationToken cancellationToken);

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    Task<OutboxItem?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Makes a message due now, with all attempts before it, unless it was delivered or is under way.</summary>
    /// <returns>Whether it was.</returns>
    Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Cancels what waits for a channel and is not under way.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="detail">Why, one line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many messages.</returns>
    Task<int> CancelAsync(string channel, string detail, CancellationToken cancellationToken);

    /// <summary>Deletes messages that were finished before a time.</summary>
    /// <param name="before">The time.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many.</returns>
    Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Counts what waits, a row a channel for which anything does.</summary>
    Task<IReadOnlyList<OutboxMeasure>> MeasureAsync(CancellationToken cancellationToken);
}
