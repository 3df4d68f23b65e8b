using Anomaly.Storage.Schema;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Grains.Health;

/// <summary>Unhealthy where the database does not answer.</summary>
internal sealed class StorageHealthCheck(IStorageSchema schema, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await schema.PingAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy("the database answers");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"the database is away: {exception.Message}", exception);
        }
    }
}
