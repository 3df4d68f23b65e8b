using Anomaly.Dashboard.Access.Roles;
using Anomaly.Storage.Outbox;

namespace Anomaly.Dashboard.Changes;

/// <summary>What operators do with messages.</summary>
internal sealed class MessageChanges(IOutbox outbox, AuditLog audit)
{
    /// <inheritdoc cref="IOutbox.RetryAsync"/>
    public async Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        var isDue = await outbox.RetryAsync(id, cancellationToken);
        if (isDue)
            await audit.WriteAsync(actor, "notification.retry", id.ToString(), null, null);

        return isDue;
    }
}
