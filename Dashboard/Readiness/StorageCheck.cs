using Anomaly.Storage.Schema;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Anomaly.Dashboard.Readiness;

/// <summary>Whether the database answers.</summary>
internal sealed class StorageCheck(IStorageSchema schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await schema.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
