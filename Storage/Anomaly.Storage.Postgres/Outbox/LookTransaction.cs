using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Postgres.Incidents;
using Anomaly.Storage.Series;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>One batch of groups, from the claim to the commit. Their incidents are read once they are locked, and are not locked themselves.</summary>
internal sealed class LookTransaction(ShortTransaction transaction, DateTimeOffset now)
{
    private const string Claim = """
        select g.group_key, g.route_key, g.channel, g.labels, g.first_seen, g.last_look, g.last_sent,
          exists (select from outbox as o where o.channel = g.channel and o.group_key = g.group_key and o.state = 'waiting')
        from notification_groups as g where g.due_at <= $1 order by g.due_at limit $2 for update of g skip locked
        """;

    private const string Sizes = "select group_key, count(*) from notification_group_incidents where group_key = any ($1) group by group_key";

    private const string Member = """
        select m.group_key, m.incident_id, i.status, i.severity, i.labels, i.methods, i.series_count, i.acknowledged_by is not null, m.told, m.told_acknowledged, m.muted
        """;

    private const string From = """
         from notification_group_incidents as m left join incidents as i on i.id = m.incident_id where m.group_key = any ($1)
        """;

    private const string Members = Member + From;

    private const string MembersWithSeries = $"{Member}, array(select series_id from incident_series as s where s.incident_id = m.incident_id order by series_id limit $2){From}";

    public async Task<LookBatch> RunAsync(int limit, IGroupLooker looker, CancellationToken cancellationToken)
    {
        var groups = await ClaimAsync(limit, cancellationToken);
        if (groups.Count == 0)
            return new(0, 0, await NextAsync(cancellationToken));
        // Asked once the groups were claimed: a group's route is older than the group.
        if (await transaction.RoutesRevisionAsync(cancellationToken) != looker.RoutesRevision)
            return new(0, 0, IsStale: true);

        var looks = new GroupLooks(looker, GroupLooks.Fitting(groups, await SizesAsync(groups, cancellationToken)), now);
        await ReadMembersAsync(looks, looker.ReadsSeries, cancellationToken);
        looks.Decide();
        var incidents = await IncidentDetails.ReadAsync(transaction, [.. looks.Named], RouteBatch.MaxSeries, cancellationToken);
        var messages = looks.Compose(incidents);
        await LookWriting.WriteAsync(transaction, looks, messages, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(looks.Verdicts.Count, messages.Count);
    }

    private async Task<List<GroupRow>> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(Claim);
        command.Add(NpgsqlDbType.TimestampTz, InboxParameters.Time(now));
        command.Add(NpgsqlDbType.Integer, limit);
        return await command.ReadAllAsync(
            reader => new GroupRow
            {
                GroupKey = reader.GetString(0),
                RouteKey = reader.GetString(1),
                Channel = reader.GetString(2),
                Labels = SeriesLabels.Parse(reader.GetString(3)),
                FirstSeen = reader.GetFieldValue<DateTimeOffset>(4),
                LastLook = IncidentReader.Time(reader, 5),
                LastSent = IncidentReader.Time(reader, 6),
                MessageWaits = reader.GetBoolean(7),
            },
            cancellationToken);
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("select min(due_at) from notification_groups");
        return (await command.ReadAllAsync(reader => IncidentReader.Time(reader, 0), cancellationToken))[0];
    }

    private async Task<Dictionary<string, long>> SizesAsync(List<GroupRow> groups, CancellationToken cancellationToken)
    {
        // Of a single one the size does not matter.
        if (groups.Count == 1)
            return [];
        await using var command = transaction.Command(Sizes);
        command.AddColumn(NpgsqlDbType.Text, groups, group => group.GroupKey);
        return (await command.ReadAllAsync(reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)), cancellationToken)).ToDictionary();
    }

    private async Task ReadMembersAsync(GroupLooks looks, bool withSeries, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(withSeries ? MembersWithSeries : Members);
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, looks.Read.ToArray());
        if (withSeries)
            command.Add(NpgsqlDbType.Integer, RouteBatch.MaxSeries);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            looks.Add(reader.GetString(0), ReadMember(reader, withSeries));
    }

    private static GroupMember ReadMember(NpgsqlDataReader reader, bool withSeries)
    {
        var member = new GroupMember
        {
            Incident = reader.GetGuid(1),
            Told = reader.IsDBNull(8) ? null : AnomalyWords.Severity(reader.GetString(8)),
            ToldAcknowledged = reader.GetBoolean(9),
            WasMuted = reader.GetBoolean(10),
        };
        return reader.IsDBNull(2) ? member : member with
        {
            Status = IncidentWords.Status(reader.GetString(2)),
            Severity = AnomalyWords.Severity(reader.GetString(3)),
            Labels = SeriesLabels.Parse(reader.GetString(4)),
            Methods = reader.GetFieldValue<string[]>(5),
            SeriesCount = reader.GetInt32(6),
            Acknowledged = reader.GetBoolean(7),
            Series = withSeries ? reader.GetFieldValue<string[]>(11) : [],
        };
    }
}
