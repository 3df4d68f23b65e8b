using Microsoft.Extensions.Hosting;

namespace Anomaly.Notifications.Hosting;

/// <summary>For background services that need the silo.</summary>
internal static class HostLifetimeExtensions
{
    /// <summary>Waits until the host runs: the silo starts after such a service.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var begun = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var stopped = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;
    }
}
