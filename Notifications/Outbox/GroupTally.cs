using System.Collections.Immutable;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>What is in a group now, and what its channel knows of it. Of each incident no more is kept than that needs: there may be very many.</summary>
internal sealed class GroupTally
{
    private readonly ImmutableHashSet<Guid>.Builder _firing = ImmutableHashSet.CreateBuilder<Guid>();
    private readonly ImmutableHashSet<Guid>.Builder _resolved = ImmutableHashSet.CreateBuilder<Guid>();
    private readonly ImmutableHashSet<Guid>.Builder _told = ImmutableHashSet.CreateBuilder<Guid>();
    private readonly List<Counted> _counted = [];
    private readonly List<Guid> _unheard = [];
    private readonly List<MemberMark> _muted = [];
    private Dictionary<string, string>? _common;

    /// <summary>Whether there are incidents that fire and are not told now, because of a silence.</summary>
    public bool HasMuted { get; private set; }

    /// <summary>Whether there is an incident that fires and of which the channel has not heard that, or not how severe it is.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Incidents that are over and that nobody is to hear of.</summary>
    public IReadOnlyList<Guid> Unheard => _unheard;

    /// <summary>The labels that all incidents which may be told have with the same value.</summary>
    public IReadOnlyDictionary<string, string> CommonLabels => _common ?? [];

    /// <summary>Takes an incident.</summary>
    /// <param name="member">The incident.</param>
    /// <param name="isMuted">Whether it is not to be told, unless the channel heard that it fires.</param>
    public void Add(GroupMember member, bool isMuted)
    {
        var fires = member.Status == IncidentStatus.Firing;
        if (fires && isMuted)
        {
            HasMuted = true;
            if (!member.WasMuted)
                _muted.Add(MarkOf(member) with { Muted = true });
        }
        else if (fires)
        {
            _firing.Add(member.Incident);
            Count(member, NotificationStatus.Firing);
            // One that became more severe or is silenced no more is news, and so is that somebody looks after it.
            var isNews = member.WasMuted || member.Told is null || member.Told < member.Severity;
            HasNews |= isNews;
            if (!isNews && (member.ToldAcknowledged || !member.Acknowledged))
                _told.Add(member.Incident);
        }
        else if (member.Status is not null && (member.Told is not null || !(isMuted || member.WasMuted)))
        {
            // Also one that began and ended since the last look: the message that it is over is the only one of it.
            _resolved.Add(member.Incident);
            if (member.Told is not null)
                _told.Add(member.Incident);
            Count(member, NotificationStatus.Resolved);
        }
        else
        {
            _unheard.Add(member.Incident);
        }
    }

    /// <summary>What the timer asks for.</summary>
    public GroupState ToState(GroupRow group) => new()
    {
        FirstSeen = group.FirstSeen,
        LastLook = group.LastLook,
        LastSent = group.LastSent,
        Firing = _firing.ToImmutable(),
        Resolved = _resolved.ToImmutable(),
        Told = _told.ToImmutable(),
    };

    /// <summary>The incidents that a message names: those that fire first, of these the most severe, of these those that began last.</summary>
    public IReadOnlyList<(Guid Incident, NotificationStatus Status)> Leading(int most) =>
    [
        .. _counted.OrderBy(each => each.Status).ThenByDescending(each => each.Severity).ThenByDescending(each => each.Incident)
            .Take(most).Select(each => (each.Incident, each.Status)),
    ];

    /// <summary>What is to be kept of those that fire.</summary>
    /// <param name="tells">Whether the channel is told now.</param>
    /// <param name="acknowledgements">Whether it is told who looks after what.</param>
    public IReadOnlyCollection<MemberMark> Marks(bool tells, bool acknowledgements) =>
        tells ? [.. _counted.Where(each => each.Status == NotificationStatus.Firing).SelectMany(each => each.MarksOnceTold(acknowledgements)), .. _muted] : _muted;

    private static MemberMark MarkOf(GroupMember member) => new(member.Incident, member.Told, member.ToldAcknowledged, member.WasMuted);

    private void Count(GroupMember member, NotificationStatus status)
    {
        _counted.Add(new(member.Incident, status, member.Severity, member.Acknowledged, MarkOf(member)));
        if (_common is null)
            _common = new(member.Labels, StringComparer.Ordinal);
        else
            foreach (var (name, _) in _common.Where(label => !member.Labels.TryGetValue(label.Key, out var value) || value != label.Value).ToArray())
                _common.Remove(name);
    }

    private readonly record struct Counted(Guid Incident, NotificationStatus Status, AnomalySeverity Severity, bool Acknowledged, MemberMark Mark)
    {
        public IEnumerable<MemberMark> MarksOnceTold(bool acknowledgements)
        {
            var next = new MemberMark(Incident, Severity, Acknowledged && (acknowledgements || Mark.Acknowledged), Muted: false);
            return next == Mark ? [] : [next];
        }
    }
}
