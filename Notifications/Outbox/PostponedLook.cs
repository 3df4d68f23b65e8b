using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>
/// A message of the group is still to be delivered. A second one would have to wait behind it, and be old by then; so there is at most one, and what
/// happens meanwhile is told by the next.
/// </summary>
internal sealed class PostponedLook(GroupRow group, Route route, DateTimeOffset now) : IGroupLook
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public bool ReadsMembers => false;

    /// <inheritdoc/>
    public void Add(GroupMember member)
    {
    }

    /// <inheritdoc/>
    public GroupVerdict Decide() => new()
    {
        DueAt = now + (route.GroupInterval < LongestPause ? route.GroupInterval : LongestPause),
        LastLook = group.LastLook,
        LastSent = group.LastSent,
    };

    /// <inheritdoc/>
    public OutboxMessage Compose(IReadOnlyList<Incident> incidents) => throw new InvalidOperationException("There is nothing to tell of a group that was postponed.");
}
