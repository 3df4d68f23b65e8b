namespace Anomaly.Silo.Hosting;

/// <summary>
/// Ends the silo where the machine's clock goes back far. Orleans schedules the collection of idle grains by that clock, and refuses to activate any
/// that would be collected before the time it had already reached: the silo would stay in the cluster and do nothing new.
/// </summary>
internal sealed class ClockWatch(TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ClockWatch> logger) : BackgroundService
{
    /// <summary>Below the age at which idle grains are collected, 15 minutes.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>Whether the silo was ended for its clock.</summary>
    public bool WentBack { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        var newest = Offset(started);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var offset = Offset(started);
                if (newest - offset > Tolerance)
                {
                    WentBack = true;
                    Log.ClockWentBack(logger, newest - offset);
                    lifetime.StopApplication();
                    return;
                }

                newest = offset > newest ? offset : newest;
            }
        }
        catch (OperationCanceledException)
        {
            // The silo ends.
        }
    }

    /// <summary>What the clock shows less the time that has passed, which no clock that is set changes.</summary>
    private DateTimeOffset Offset(long started) => time.GetUtcNow() - time.GetElapsedTime(started);
}
