using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Metrics;
using Anomaly.Storage.Incidents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Incidents;

/// <summary>
/// Counts anomalies into incidents and resolves those that are over. One runs on each silo and none leads: what one leaves, when it
/// dies at whatever point, the others find.
/// </summary>
internal sealed class IncidentWorker(
    IIncidentInbox inbox,
    IIncidentFold fold,
    IncidentNews news,
    InboxSignal signal,
    IncidentOptions options,
    IncidentGauges gauges,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<IncidentWorker> logger) : BackgroundService
{
    /// <summary>The greatest number of anomalies in a transaction.</summary>
    internal const int BatchSize = 1000;

    private const int QuietBatch = 500;

    // What this silo wrote wakes it at once; the pauses are for what a silo wrote that is no more.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseForOthers = TimeSpan.FromMilliseconds(100);

    private readonly Beat _quiet = new(time, TimeSpan.FromSeconds(1));
    private readonly Beat _measure = new(time, TimeSpan.FromSeconds(5));
    private bool _fails;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var idle = FirstPause;
        try
        {
            await lifetime.StartedAsync(stoppingToken);
            while (true)
            {
                var pause = await WorkAsync(stoppingToken);
                idle = pause is null ? TimeSpan.FromTicks(Math.Min(idle.Ticks * 3 / 2, LongestPause.Ticks)) : FirstPause;
                await signal.WaitAsync(pause ?? idle, time, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // A batch in the middle is undone, and counted by another silo or after the next start.
        }
    }

    /// <returns>How long to wait for more; null where there was nothing to do.</returns>
    private async Task<TimeSpan?> WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pause = await DrainAsync(cancellationToken);
            if (_quiet.IsDue())
                await ResolveQuietAsync(cancellationToken);
            if (_measure.IsDue())
                gauges.Show(await inbox.MeasureAsync(cancellationToken), time.GetUtcNow());
            if (_fails)
                Log.IncidentsWorkAgain(logger);
            _fails = false;
            return pause;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Once for a time of trouble, not once a second.
            if (!_fails)
                Log.IncidentsFail(logger, exception);
            _fails = true;
            return FirstPause;
        }
    }

    private async Task<TimeSpan?> DrainAsync(CancellationToken cancellationToken)
    {
        var any = false;
        while (true)
        {
            var batch = await inbox.TakeAsync(BatchSize, fold, cancellationToken);
            any |= batch.Counted > 0;
            if (batch.Counted > 0)
                news.Tell();

            if (batch.LeftAlone)
                return PauseForOthers;
            if (batch.Counted < BatchSize)
                return any ? FirstPause : null;
            if (_measure.IsDue())
                gauges.Show(await inbox.MeasureAsync(cancellationToken), time.GetUtcNow());
        }
    }

    private async Task ResolveQuietAsync(CancellationToken cancellationToken)
    {
        int resolved;
        do
        {
            resolved = await inbox.ResolveQuietAsync(options.QuietGap, QuietBatch, cancellationToken);
            if (resolved > 0)
                news.Tell();
        }
        while (resolved == QuietBatch);
    }
}
