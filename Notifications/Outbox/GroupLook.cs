using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>A look at one group: what is in it, what of that is told, and the message.</summary>
internal sealed class GroupLook(GroupRow group, RoutePlan plan, SilenceSet muting, Uri? externalUrl, DateTimeOffset now) : IGroupLook
{
    private readonly GroupTally _tally = new();
    private IReadOnlyList<(Guid Incident, NotificationStatus Status)> _named = [];
    private NotificationKind _kind;
    private int _count;

    /// <inheritdoc/>
    public bool ReadsMembers => true;

    /// <inheritdoc/>
    public void Add(GroupMember member) => _tally.Add(member, !plan.IsOpen || (MayBeMuted(member) && IsMuted(member)));

    /// <inheritdoc/>
    public GroupVerdict Decide()
    {
        var state = _tally.ToState(group);
        var decision = GroupTimer.Decide(state, plan.Route, now);
        if (decision.After.LastLook != now)
            return new GroupVerdict { DueAt = decision.Next, LastLook = group.LastLook, LastSent = group.LastSent };

        // Nobody can hear of it; what is over is not kept for later.
        var tells = decision.Sends && plan.IsOpen;
        var isOver = decision.Next is null && !_tally.HasMuted;
        if (tells)
            Name(state, decision);

        return new GroupVerdict
        {
            // What is muted is asked for again: a silence ends without a word.
            DueAt = isOver ? null : decision.Next ?? now + plan.Route.GroupInterval,
            LastLook = now,
            LastSent = tells ? now : group.LastSent,
            Named = [.. _named.Select(each => each.Incident)],
            Marks = _tally.Marks(tells, _kind == NotificationKind.Acknowledge),
            Leaving = [.. _tally.Unheard, .. state.Resolved.Except(decision.After.Resolved)],
        };
    }

    /// <inheritdoc/>
    public OutboxMessage Compose(IReadOnlyList<Incident> incidents)
    {
        var notification = new Notification
        {
            Id = Guid.CreateVersion7(now),
            Channel = group.Channel,
            Route = group.RouteKey,
            GroupKey = group.GroupKey,
            GroupLabels = group.Labels,
            CommonLabels = _tally.CommonLabels,
            Status = _named[0].Status,
            Kind = _kind,
            Incidents = [.. incidents.Zip(_named, (incident, named) => Notified.Of(incident, named.Status, plan.GroupsAlone ? group.Labels : null, now))],
            Truncated = _count - _named.Count,
            CreatedAt = now,
            ExternalUrl = externalUrl,
        };
        return new OutboxMessage
        {
            Id = notification.Id,
            Kind = WireText.Of(_kind),
            Severity = notification.Severity(),
            Incident = _named[0].Incident,
            IncidentCount = _count,
            Payload = NotificationText.Write(notification),
        };
    }

    private void Name(GroupState state, GroupDecision decision)
    {
        _named = _tally.Leading(Notification.MaxIncidents);
        _count = decision.Firing.Count + decision.Resolved.Count;
        _kind = decision.Firing.Count == 0 ? NotificationKind.Resolve
            : group.LastSent is null ? NotificationKind.Trigger
            : !_tally.HasNews && decision.Resolved.Count == 0 && !state.Firing.IsSubsetOf(state.Told) ? NotificationKind.Acknowledge
            : NotificationKind.Update;
    }

    /// <summary>That one is over which the channel heard of is told whatever is silenced by now: somebody waits for it.</summary>
    private static bool MayBeMuted(GroupMember member) => member.Status == IncidentStatus.Firing || member.Told is null;

    private bool IsMuted(GroupMember member)
    {
        if (muting.Silences.Count == 0)
            return false;

        var sets = IncidentLabels.Of(member.Labels, member.Severity, member.Series, member.Methods);
        // Of series that were not read nobody knows the names: a silence that names series does not hide them.
        return muting.Mutes(member.SeriesCount > member.Series.Count ? [.. sets, .. IncidentLabels.Of(member.Labels, member.Severity, [""], member.Methods)] : sets, now).Count > 0;
    }
}
