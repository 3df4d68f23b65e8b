using Anomaly.Dashboard.Live;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Readiness;

/// <summary>Whether the cluster answers: the live feed is asked every few seconds anyway.</summary>
internal sealed class ClusterCheck(LiveAnomalies live) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        live.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The cluster's live feed cannot be reached."));
}
