using Anomaly.Storage.Retention;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Retention;

/// <summary>Looks now and then for history that is due, and deletes it. Runs on each silo; those that find another at it look again later.</summary>
internal sealed class HistoryRetention(
    IRetentionStore store,
    IOptions<RetentionOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<HistoryRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly HistoryPruner _pruner = new(store, options.Value, time);
    private bool _fails;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The tables are there once the host has started.
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (lifetime.ApplicationStarted.Register(() => started.TrySetResult()))
            {
                await started.Task.WaitAsync(stoppingToken);
            }

            while (true)
            {
                await TryRunAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next look finds what is left.
        }
    }

    private async Task TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            var started = time.GetTimestamp();
            var pruned = await _pruner.RunAsync(stoppingToken);
            _fails = false;
            if (!pruned.IsEmpty)
            {
                Log.HistoryPruned(logger, pruned.Anomalies, pruned.Incidents, pruned.DeadLetters, pruned.Audit, time.GetElapsedTime(started).TotalSeconds);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Once for a time of trouble, not once a minute.
            if (!_fails)
            {
                Log.HistoryNotPruned(logger, exception.Message);
            }

            _fails = true;
        }
    }
}
