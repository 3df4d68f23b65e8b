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
    private readonly List<Guid> _forgotten = [];
    private Dictionary<string, string>? _common;

    /// <summary>Whether there are incidents that fire and are not told now, because of a silence.</summary>
    public bool HasMuted { get; private set; }

    /// <summary>Whether there is an incident that fires and of which the channel has not heard that, or not how severe it is.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Incidents that are over and of which the channel never heard.</summary>
    public IReadOnlyList<Guid> Unheard => _unheard;

    /// <summary>The labels that all incidents which may be told have with the same value.</summary>
    public IReadOnlyDictionary<string, string> CommonLabels => _common ?? [];

    /// <summary>Takes an incident.</summary>
    /// <param name="member">The incident.</param>
    /// <param name="isMuted">Whether it is not to be told as firing.</param>
    public void Add(GroupMember member, bool isMuted)
    {
        var fires = member.Status == IncidentStatus.Firing;
        if (fires && isMuted)
        {
            HasMuted = true;
            if (member.Told is not null)
                _forgotten.Add(member.Incident);
        }
        else if (fires)
        {
            _firing.Add(member.Incident);
            Count(member, NotificationStatus.Firing);
            // One that became more severe is news, and so is that somebody looks after it.
            if (member.Told is { } told && told >= member.Severity && (member.ToldAcknowledged || !member.Acknowledged))
                _told.Add(member.Incident);
            else
                HasNews |= member.Told is null || member.Told < member.Severity;
        }
        else if (member.Told is not null && member.Status is not null)
        {
            _resolved.Add(member.Incident);
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

    /// <summary>What the channel knows once it was told.</summary>
    /// <param name="acknowledgements">Whether it is told who looks after what.</param>
    public IEnumerable<MemberMark> Marks(bool acknowledgements) =>
    [
        .. _counted.Where(each => each.Status == NotificationStatus.Firing)
            .Select(each => (each.Mark, Next: new MemberMark(each.Incident, each.Severity, each.Acknowledged && (acknowledgements || each.Mark.Acknowledged))))
            .Where(each => each.Mark != each.Next).Select(each => each.Next),
        .. _forgotten.Select(incident => new MemberMark(incident, null, Acknowledged: false)),
    ];

    private void Count(GroupMember member, NotificationStatus status)
    {
        _counted.Add(new(member.Incident, status, member.Severity, member.Acknowledged, new(member.Incident, member.Told, member.ToldAcknowledged)));
        if (_common is null)
            _common = new(member.Labels, StringComparer.Ordinal);
        else
            foreach (var (name, _) in _common.Where(label => !member.Labels.TryGetValue(label.Key, out var value) || value != label.Value).ToArray())
                _common.Remove(name);
    }

    private readonly record struct Counted(Guid Incident, NotificationStatus Status, AnomalySeverity Severity, bool Acknowledged, MemberMark Mark);
}
