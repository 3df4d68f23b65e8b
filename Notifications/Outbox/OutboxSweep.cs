using Anomaly.Notifications.Hosting;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>Measures the outbox, cancels what waits for channels that are gone or disabled, and deletes what was finished long ago.</summary>
internal sealed class OutboxSweep(
    IOutbox outbox,
    IChannelStore channels,
    OutboxMetrics metrics,
    NotificationOptions options,
    WorkSignal rest,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<OutboxSweep> logger) : OutboxWorker(rest, lifetime, time, logger)
{
    private const int PruneBatch = 1000;

    protected override string Work => "Sweeping the outbox";

    protected override async Task<(bool Worked, DateTimeOffset? Next)> WorkAsync(CancellationToken cancellationToken)
    {
        var measures = await outbox.MeasureAsync(cancellationToken);
        metrics.Show(measures, Time.GetUtcNow());
        // Read after the messages: a channel is there before anything is told to it.
        var rows = measures.Count == 0 ? [] : (await channels.ListAsync(cancellationToken)).ToDictionary(row => row.Name, StringComparer.Ordinal);
        foreach (var channel in measures.Select(measure => measure.Channel))
        {
            if (rows.TryGetValue(channel, out var row) && row.Enabled)
                continue;
            var reason = row is null ? "the channel is gone" : "the channel is disabled";
            var count = await outbox.CancelAsync(channel, reason, cancellationToken);
            if (count > 0)
                Log.AreCancelled(logger, count, channel, reason);
        }

        await outbox.PruneAsync(Time.GetUtcNow() - options.KeepFor, PruneBatch, cancellationToken);
        return (false, null);
    }
}
