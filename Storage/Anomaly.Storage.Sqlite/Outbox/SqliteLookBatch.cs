using System.Text.Json;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Anomaly.Storage.Sqlite.Incidents;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Outbox;

/// <summary>One batch of groups, inside a transaction.</summary>
internal sealed class SqliteLookBatch(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now)
{
    private const string Claim = """
        select g.group_key, g.route_key, g.channel, g.labels, g.first_seen, g.last_look, g.last_sent,
          exists (select 1 from outbox as o where o.channel = g.channel and o.group_key = g.group_key and o.state = 'waiting'),
          (select count(*) from notification_group_incidents as m where m.group_key = g.group_key)
        from notification_groups as g where g.due_at <= @now order by g.due_at limit @limit
        """;

    private const string Members = """
        select m.incident_id, i.status, i.severity, i.labels, i.methods, i.series_count, i.acknowledged_by is not null, m.told, m.told_acknowledged, m.muted
        from notification_group_incidents as m left join incidents as i on i.id = m.incident_id where m.group_key = @key
        """;

    public LookBatch Run(int limit, IGroupLooker looker)
    {
        using var claim = connection.Command(transaction, Claim).With("@now", StoredTime.Milliseconds(now)).With("@limit", limit);
        var groups = claim.ReadAll(reader => (Group: ReadGroup(reader), Members: reader.GetInt64(8)));
        if (groups.Count == 0)
        {
            using var next = connection.Command(transaction, "select min(due_at) from notification_groups");
            return new(0, 0, next.ReadAll(reader => IncidentReader.TimeOrNull(reader, 0))[0]);
        }

        using var revision = connection.Command(transaction, RouteSql.Revision);
        if ((long)revision.ExecuteScalar()! != looker.RoutesRevision)
            return new(0, 0, IsStale: true);

        var sizes = groups.ToDictionary(each => each.Group.GroupKey, each => each.Members);
        var looks = new GroupLooks(looker, GroupLooks.Fitting([.. groups.Select(each => each.Group)], sizes), now);
        using var details = new IncidentDetails(connection, transaction, RouteBatch.MaxSeries);
        using (var members = connection.Command(transaction, Members))
        {
            foreach (var group in looks.Read)
            {
                foreach (var member in members.With("@key", group).ReadAll(ReadMember))
                    looks.Add(group, looker.ReadsSeries ? member with { Series = details.ReadSeries(SqliteValues.Text(member.Incident)) } : member);
            }
        }

        looks.Decide();
        var messages = looks.Compose(looks.Named.ToDictionary(id => id, id => details.Read(id)!));
        new SqliteLookWriting(connection, transaction, StoredTime.Milliseconds(now)).Write(looks, messages);
        return new(looks.Verdicts.Count, messages.Count);
    }

    private static GroupRow ReadGroup(SqliteDataReader reader) => new()
    {
        GroupKey = reader.GetString(0),
        RouteKey = reader.GetString(1),
        Channel = reader.GetString(2),
        Labels = SeriesLabels.Parse(reader.GetString(3)),
        FirstSeen = IncidentReader.Time(reader, 4),
        LastLook = IncidentReader.TimeOrNull(reader, 5),
        LastSent = IncidentReader.TimeOrNull(reader, 6),
        MessageWaits = reader.GetBoolean(7),
    };

    private static GroupMember ReadMember(SqliteDataReader reader)
    {
        var member = new GroupMember
        {
            Incident = IncidentReader.Id(reader, 0),
            Told = reader.TextOrNull(7) is { } told ? AnomalyWords.Severity(told) : null,
            ToldAcknowledged = reader.GetBoolean(8),
            WasMuted = reader.GetBoolean(9),
        };
        return reader.IsDBNull(1) ? member : member with
        {
            Status = IncidentWords.Status(reader.GetString(1)),
            Severity = AnomalyWords.Severity(reader.GetString(2)),
            Labels = SeriesLabels.Parse(reader.GetString(3)),
            Methods = JsonSerializer.Deserialize<string[]>(reader.GetString(4))!,
            SeriesCount = reader.GetInt32(5),
            Acknowledged = reader.GetBoolean(6),
        };
    }
}
