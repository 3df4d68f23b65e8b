using System.Globalization;
using Confluent.Kafka;

namespace Anomaly.Producer.Sending;

/// <summary>
/// Keeps a producer from running ahead of a consumer group, by the group's committed offsets: for a broker that keeps little
/// and drops silently what is older. Reserve before each record; tell when it was delivered, or release it when it failed.
/// </summary>
public sealed class UnreadLimiter : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(50);

    private readonly UnreadLimiterOptions _options;
    private readonly TimeProvider _time;
    private readonly UnreadLedger _ledger;
    private readonly GroupOffsets _offsets;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _polling;
    private readonly Lock _lock = new();
    private TaskCompletionSource _polled = NewSignal();
    private TaskCompletionSource _hurry = NewSignal();
    private int _waiting;
    private int _partitions;

    /// <summary>Starts watching the group.</summary>
    /// <param name="options">What is limited.</param>
    /// <param name="time">The clock.</param>
    public UnreadLimiter(UnreadLimiterOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_options, _time, _partitions) = (options, time, options.Partitions);
        _ledger = new UnreadLedger(options.MaxUnreadBytes, time);
        _offsets = new GroupOffsets(options);
        _polling = Task.Run(PollAsync);
    }

    /// <summary>Unread bytes of the fullest partition, those under way included.</summary>
    public long UnreadBytes => _ledger.Bytes;

    /// <summary>Takes room for a record where there is some.</summary>
    /// <param name="bytes">The record's key and value.</param>
    /// <returns>Whether there was.</returns>
    public bool TryReserve(int bytes) => _ledger.TryReserve(bytes);

    /// <summary>Takes room for a record; waits until the group has read enough.</summary>
    /// <param name="bytes">The record's key and value.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is then reserved.</param>
    /// <returns>A task that ends when there is room.</returns>
    public async ValueTask ReserveAsync(int bytes, CancellationToken cancellationToken)
    {
        if (TryReserve(bytes))
            return;
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                Task polled;
                lock (_lock)
                {
                    polled = _polled.Task;
                    _hurry.TrySetResult();
                }

                if (TryReserve(bytes))
                    return;
                await polled.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>A reserved record is in the log.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="bytes">What was reserved.</param>
    public void Delivered(int partition, long offset, int bytes)
    {
        if (partition >= Volatile.Read(ref _partitions))
            Volatile.Write(ref _partitions, partition + 1);
        _ledger.Delivered(partition, offset, bytes);
    }

    /// <summary>A reserved record will not come.</summary>
    /// <param name="bytes">What was reserved.</param>
    public void Release(int bytes) => _ledger.Release(bytes);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _polling.ConfigureAwait(false);
        _offsets.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task PollAsync()
    {
        var stall = new StallWatch(_options, _time);
        while (!_stop.IsCancellationRequested)
        {
            var moved = false;
            string? problem = null;
            try
            {
                moved = Poll();
            }
            catch (KafkaException e)
            {
                problem = e.Error.Reason;
            }

            stall.Observe(Volatile.Read(ref _waiting) > 0, moved, problem, _ledger);
            await PauseAsync().ConfigureAwait(false);
        }
    }

    private bool Poll()
    {
        var moved = false;
        foreach (var (partition, bounds) in _offsets.Ask(Volatile.Read(ref _partitions)).Index())
        {
            var (on, lost) = _ledger.Update(partition, bounds);
            moved |= on && lost == 0;
            if (lost > 0)
            {
                _options.Notice?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the broker dropped {lost} records of {_options.Topic}[{partition}] that group '{_options.Group}' had not read"));
            }
        }

        _ledger.Open();
        return moved;
    }

    // Asks seldom while nobody waits, and at once when somebody begins to.
    private async Task PauseAsync()
    {
        Task hurry;
        lock (_lock)
        {
            _polled.TrySetResult();
            _polled = NewSignal();
            if (_hurry.Task.IsCompleted)
                _hurry = NewSignal();
            hurry = _hurry.Task;
        }

        var eager = Volatile.Read(ref _waiting) > 0;
        var pause = Task.Delay(eager ? Eager : Idle, _time, _stop.Token);
        await (eager ? pause : Task.WhenAny(pause, hurry)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
