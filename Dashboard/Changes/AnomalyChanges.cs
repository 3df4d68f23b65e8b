using Anomaly.Dashboard.Access.Roles;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Changes;

/// <summary>What operators change of anomalies.</summary>
internal sealed class AnomalyChanges(IAnomalyStore store, AuditLog audit)
{
    /// <inheritdoc cref="IAnomalyStore.SetStatusAsync"/>
    public async Task<AnomalyRecord?> SetStatusAsync(Guid id, AnomalyStatus status, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        if (await store.FindAsync(id, cancellationToken) is not { } before || await store.SetStatusAsync(id, status, cancellationToken) is not { } after)
            return null;

        await audit.WriteAsync(actor, "anomaly.judge", id.ToString(), new { before.Status }, new { after.Status });
        return after;
    }
}
