using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>The group's route is gone: the group goes too.</summary>
internal sealed class DroppedLook : IGroupLook
{
    /// <inheritdoc/>
    public bool ReadsMembers => false;

    /// <inheritdoc/>
    public void Add(GroupMember member)
    {
    }

    /// <inheritdoc/>
    public GroupVerdict Decide() => new();

    /// <inheritdoc/>
    public OutboxMessage Compose(IReadOnlyList<Incident> incidents) => throw new InvalidOperationException("There is nothing to tell of a group whose route is gone.");
}
