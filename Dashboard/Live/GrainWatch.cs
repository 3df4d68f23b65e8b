namespace Anomaly.Dashboard.Live;

/// <summary>How watches of grains are kept alive.</summary>
internal static class GrainWatch
{
    /// <summary>A watch is renewed this often: as long at the most does it stand still after its grain moved.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>A grain that does not answer within this is away.</summary>
    public static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>The pause before the next try.</summary>
    public static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(failures, 10))));

    /// <summary>In a silo's own process the silo starts after the services that call its grains.</summary>
    public static async Task StartedAsync(IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var begun = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var stopped = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;
    }
}
