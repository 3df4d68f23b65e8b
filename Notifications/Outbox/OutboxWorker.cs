using Anomaly.Notifications.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>
/// Works while there is work, then waits to be woken or looks again by itself. One of each kind runs on each silo and none leads: what one leaves, when it
/// dies at whatever point, the others find.
/// </summary>
internal abstract class OutboxWorker(WorkSignal wake, IHostApplicationLifetime lifetime, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private bool _fails;

    /// <summary>What it does, for the log.</summary>
    protected abstract string Work { get; }

    protected TimeProvider Time { get; } = time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var idle = FirstPause;
        try
        {
            await lifetime.StartedAsync(stoppingToken);
            while (true)
            {
                var (worked, next) = await TryWorkAsync(stoppingToken);
                idle = worked ? FirstPause : TimeSpan.FromTicks(Math.Min(idle.Ticks * 3 / 2, LongestPause.Ticks));
                await wake.WaitAsync(Sooner(idle, next), Time, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // What is in the middle is undone, and done by another silo or after the next start.
        }
    }

    /// <summary>Works until nothing is left to do.</summary>
    /// <returns>Whether there was anything, and when there is more, where that is known.</returns>
    protected abstract Task<(bool Worked, DateTimeOffset? Next)> WorkAsync(CancellationToken cancellationToken);

    private async Task<(bool Worked, DateTimeOffset? Next)> TryWorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await WorkAsync(cancellationToken);
            if (_fails)
                Log.WorksAgain(logger, Work);
            _fails = false;
            return outcome;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Once for a time of trouble, not once a second.
            if (!_fails)
                Log.Fails(logger, exception, Work);
            _fails = true;
            return (true, null);
        }
    }

    private TimeSpan Sooner(TimeSpan pause, DateTimeOffset? next) =>
        next - Time.GetUtcNow() is { } left && left < pause ? left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1) : pause;
}
