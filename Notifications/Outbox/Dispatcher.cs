using System.Collections.Concurrent;
using Anomaly.Storage.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>Delivers what is in the outbox: of each channel a few messages at once, so that one slow receiver does not delay the others.</summary>
internal sealed class Dispatcher(
    Attempt attempt, TellingSource source, WorkSignals signals, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Dispatcher> logger)
    : OutboxWorker(signals.Messages, lifetime, time, logger)
{
    /// <summary>Messages that are sent to one channel at once.</summary>
    internal const int PerChannel = 2;

    /// <summary>Messages that are sent at once.</summary>
    internal const int AtOnce = 32;

    private readonly ConcurrentDictionary<Task, string> _running = new();
    private int _turn;

    protected override string Work => "Delivering notifications";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // They give their messages back; what they cannot give back is free once its lease ends.
        await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task<(bool Worked, DateTimeOffset? Next)> WorkAsync(CancellationToken cancellationToken)
    {
        var channels = (await source.GetAsync(cancellationToken)).Channels;
        var any = false;
        foreach (var room in Rooms([.. channels.Values.Where(channel => channel.Definition.Enabled).Select(channel => channel.Definition.Name).Order(StringComparer.Ordinal)]))
        {
            var leases = await attempt.ClaimAsync(room, cancellationToken);
            foreach (var lease in leases)
                Start(lease, channels[lease.Channel], cancellationToken);
            any |= leases.Count > 0;
        }

        return (any, null);
    }

    /// <summary>What may be claimed, in portions that there is room for together. They begin with another channel each time.</summary>
    private IEnumerable<IReadOnlyCollection<ChannelRoom>> Rooms(string[] names)
    {
        var first = names.Length == 0 ? 0 : _turn++ % names.Length;
        var left = new Queue<string>(names.Skip(first).Concat(names.Take(first)));
        while (left.Count > 0)
        {
            var busy = _running.Values.ToLookup(name => name, StringComparer.Ordinal);
            var free = AtOnce - _running.Count;
            if (free <= 0)
                yield break;

            var room = new List<ChannelRoom>();
            while (free > 0 && left.TryDequeue(out var name))
            {
                var more = Math.Min(free, PerChannel - busy[name].Count());
                if (more > 0)
                    room.Add(new(name, more));
                free -= Math.Max(0, more);
            }

            yield return room;
        }
    }

    private void Start(OutboxLease lease, ChannelState channel, CancellationToken stopping)
    {
        var begin = new TaskCompletionSource();
        var task = DeliverAsync(lease, channel, begin.Task, stopping);
        _running[task] = lease.Channel;
        _ = task.ContinueWith(
            done =>
            {
                _running.TryRemove(done, out _);
                signals.Messages.Set();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        begin.SetResult();
    }

    private async Task DeliverAsync(OutboxLease lease, ChannelState channel, Task begin, CancellationToken stopping)
    {
        await begin;
        try
        {
            await attempt.RunAsync(lease, channel, stopping);
        }
        catch (Exception exception)
        {
            // What became of it could not be written: it is free again once its lease ends.
            if (!stopping.IsCancellationRequested)
                Log.AttemptFails(logger, exception, lease.Id, lease.Channel);
        }
    }
}
