using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>Looks at groups by routes and silences.</summary>
internal sealed class GroupLooker(TellingPlan plan) : IGroupLooker
{
    private readonly SilenceSet _silences = plan.Silences;

    /// <inheritdoc/>
    public bool ReadsSeries => _silences.Silences.Count > 0;

    /// <inheritdoc/>
    public IGroupLook Look(GroupRow group, DateTimeOffset now)
    {
        if (plan.Find(group.RouteKey) is not { } route)
            return new DroppedLook();
        if (group.MessageWaits)
            return new PostponedLook(group, route.Route, now);

        // Asked for each of very many incidents: those that do not mute now are left out first.
        var muting = new SilenceSet([.. _silences.Silences.Where(silence => silence.IsMuting(now))]);
        return new GroupLook(group, route, muting, plan.ExternalUrl, now);
    }
}
