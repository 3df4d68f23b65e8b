namespace Anomaly.Dashboard;

/// <summary>For background services that ask grains.</summary>
internal static class HostLifetimeExtensions
{
    /// <summary>Waits until the host runs: in a silo's own process the silo starts after such a service.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var begun = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var stopped = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;
    }
}
