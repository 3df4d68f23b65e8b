using Anomaly.Chaos.Checking;
using Anomaly.Chaos.Load;
using Anomaly.Chaos.Running;
using Npgsql;

namespace Anomaly.Chaos.Reporting;

/// <summary>
/// Watches the saved progress of each partition. An outage is a time during which a partition whose log has records beyond its saved
/// progress saves none, whatever the reason: a silo, the broker or the database being away, or the watch not reaching it.
/// </summary>
internal sealed class OutageWatch(Database database, LoadSender load, int partitions, RunClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(6);

    private readonly long[] _next = new long[partitions];
    private readonly TimeSpan[] _good = new TimeSpan[partitions];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _watching = Task.CompletedTask;

    private TimeSpan _worst;
    private string _when = "";

    public void Start()
    {
        Array.Fill(_good, clock.Elapsed);
        _watching = WatchAsync();
    }

    /// <summary>Waits until each partition with waiting records has saved some since now.</summary>
    public async Task<bool> WaitForProgressAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var since = clock.Elapsed;
        while (clock.Elapsed - since < patience)
        {
            lock (_gate)
            {
                if (_good.All(at => at > since))
                {
                    return true;
                }
            }

            await Task.Delay(Look, cancellationToken);
        }

        return false;
    }

    /// <summary>The worst outage, one that goes on still among them.</summary>
    public (TimeSpan Length, string When) ReadWorst()
    {
        lock (_gate)
        {
            for (var partition = 0; partition < _next.Length; partition++)
            {
                if (_next[partition] < load.EndOf(partition))
                {
                    Take(partition, clock.Elapsed);
                }
            }

            return (_worst, _when);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                foreach (var (partition, next, _) in await database.ReadProgressAsync(_stop.Token))
                {
                    Note(partition, next);
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                // The database is away, which is an outage.
            }

            await Task.Delay(Look, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Note(int partition, long next)
    {
        lock (_gate)
        {
            var (now, good) = (clock.Elapsed, _good[partition]);
            if (next == _next[partition] && next < load.EndOf(partition))
            {
                return;
            }

            Take(partition, now);
            if (now - good > Told)
            {
                clock.Say(FormattableString.Invariant($"partition {partition} saves again after {(now - good).TotalSeconds:0.0} s"));
            }

            (_next[partition], _good[partition]) = (next, now);
        }
    }

    private void Take(int partition, TimeSpan now)
    {
        var good = _good[partition];
        if (now - good > _worst)
        {
            _worst = now - good;
            _when = FormattableString.Invariant($"partition {partition} from {good.TotalSeconds:0.0} to {now.TotalSeconds:0.0}");
        }
    }
}
