using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Outbox;

/// <summary>The groups of a batch and what becomes of them: the part of a batch that is the same on every database.</summary>
internal sealed class GroupLooks
{
    private readonly Dictionary<string, (GroupRow Group, IGroupLook Look)> _looks;

    public GroupLooks(IGroupLooker looker, IEnumerable<GroupRow> groups, DateTimeOffset now) =>
        _looks = groups.ToDictionary(group => group.GroupKey, group => (group, looker.Look(group, now)), StringComparer.Ordinal);

    /// <summary>The groups whose members are to be read.</summary>
    public IReadOnlyList<string> Read => [.. _looks.Where(pair => pair.Value.Look.ReadsMembers).Select(pair => pair.Key)];

    /// <summary>What became of each.</summary>
    public IReadOnlyList<(GroupRow Group, GroupVerdict Verdict)> Verdicts { get; private set; } = [];

    /// <summary>The groups that are over.</summary>
    public IReadOnlyList<string> Over => [.. Verdicts.Where(each => each.Verdict.DueAt is null).Select(each => each.Group.GroupKey)];

    /// <summary>The others.</summary>
    public IReadOnlyList<(GroupRow Group, GroupVerdict Verdict)> Kept => [.. Verdicts.Where(each => each.Verdict.DueAt is not null)];

    /// <summary>What the channels know by now of members that stay.</summary>
    public IReadOnlyList<(string Group, MemberMark Mark)> Marks =>
        [.. Kept.SelectMany(each => each.Verdict.Marks, (each, mark) => (each.Group.GroupKey, mark))];

    /// <summary>The members that go from groups that stay.</summary>
    public IReadOnlyList<(string Group, Guid Incident)> Leaving =>
        [.. Kept.SelectMany(each => each.Verdict.Leaving, (each, incident) => (each.Group.GroupKey, incident))];

    /// <summary>The incidents that messages name.</summary>
    public IReadOnlyList<Guid> Named => [.. Verdicts.SelectMany(each => each.Verdict.Named).Distinct()];

    /// <summary>The first groups, as many as may be read together.</summary>
    /// <param name="groups">The groups in order.</param>
    /// <param name="sizes">How many members they have.</param>
    public static IEnumerable<GroupRow> Fitting(IReadOnlyList<GroupRow> groups, IReadOnlyDictionary<string, long> sizes)
    {
        var members = 0L;
        return groups.TakeWhile((group, index) => (members += sizes.GetValueOrDefault(group.GroupKey)) <= LookBatch.MaxMembers || index == 0);
    }

    public void Add(string group, GroupMember member) => _looks[group].Look.Add(member);

    public void Decide() => Verdicts = [.. _looks.Values.Select(each => (each.Group, each.Look.Decide()))];

    /// <summary>Writes the messages.</summary>
    /// <param name="incidents">The incidents of <see cref="Named"/>, by id.</param>
    public IReadOnlyList<(GroupRow Group, OutboxMessage Message)> Compose(IReadOnlyDictionary<Guid, Incident> incidents) =>
    [
        .. Verdicts.Where(each => each.Verdict.Named.Count > 0)
            .Select(each => (each.Group, _looks[each.Group.GroupKey].Look.Compose([.. each.Verdict.Named.Select(id => incidents[id])]))),
    ];
}
