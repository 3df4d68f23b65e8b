using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Tests.Front;

internal sealed class ReadinessSwitch : IHealthCheck
{
    public HealthCheckResult Result { get; set; } = HealthCheckResult.Healthy();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Result);
}
