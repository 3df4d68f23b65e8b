using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Postgres.Incidents;
using Anomaly.Storage.Schema;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>Writes what became of groups, in one round trip.</summary>
internal static class LookWriting
{
    private const string Tell = """
        insert into outbox (id, channel, route_key, group_key, kind, severity, incident_id, incident_count, payload, created_at, due_at)
        select id, channel, route, key, kind, severity, incident, incidents, payload::json, $10, $10
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) as m (id, channel, route, key, kind, severity, incident, incidents, payload)
        """;

    private const string Keep = """
        update notification_groups as g set due_at = k.due, last_look = k.look, last_sent = k.sent
        from unnest($1, $2, $3, $4) as k (key, due, look, sent) where g.group_key = k.key
        """;

    private const string Mark = """
        update notification_group_incidents as m set told = k.told, told_acknowledged = k.acknowledged, muted = k.muted
        from unnest($1, $2, $3, $4, $5) as k (key, incident, told, acknowledged, muted) where m.group_key = k.key and m.incident_id = k.incident
        """;

    private const string Leave = """
        delete from notification_group_incidents as m using unnest($1, $2) as k (key, incident) where m.group_key = k.key and m.incident_id = k.incident
        """;

    private const string ForgetMembers = "delete from notification_group_incidents where group_key = any ($1)";

    private const string Forget = "delete from notification_groups where group_key = any ($1)";

    public static async Task WriteAsync(
        ShortTransaction transaction, GroupLooks looks, IReadOnlyList<(GroupRow Group, OutboxMessage Message)> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Batch();
        if (messages.Count > 0)
        {
            batch.Add(Tell)
                .Column(NpgsqlDbType.Uuid, messages, each => each.Message.Id)
                .Column(NpgsqlDbType.Text, messages, each => each.Group.Channel)
                .Column(NpgsqlDbType.Text, messages, each => each.Group.RouteKey)
                .Column(NpgsqlDbType.Text, messages, each => each.Group.GroupKey)
                .Column(NpgsqlDbType.Text, messages, each => each.Message.Kind)
                .Column(NpgsqlDbType.Text, messages, each => AnomalyWords.Of(each.Message.Severity))
                .Column(NpgsqlDbType.Uuid, messages, each => each.Message.Incident)
                .Column(NpgsqlDbType.Integer, messages, each => each.Message.IncidentCount)
                .Column(NpgsqlDbType.Text, messages, each => StoredText.CleanJson(each.Message.Payload))
                .With(NpgsqlDbType.TimestampTz, InboxParameters.Time(now));
        }

        var kept = looks.Kept;
        batch.Add(Keep)
            .Column(NpgsqlDbType.Text, kept, each => each.Group.GroupKey)
            .Column(NpgsqlDbType.TimestampTz, kept, each => InboxParameters.Time(each.Verdict.DueAt!.Value))
            .Column(NpgsqlDbType.TimestampTz, kept, each => TimeOrNull(each.Verdict.LastLook))
            .Column(NpgsqlDbType.TimestampTz, kept, each => TimeOrNull(each.Verdict.LastSent));
        var marks = looks.Marks;
        batch.Add(Mark)
            .Column(NpgsqlDbType.Text, marks, each => each.Group)
            .Column(NpgsqlDbType.Uuid, marks, each => each.Mark.Incident)
            .Column(NpgsqlDbType.Text, marks, each => each.Mark.Told is { } told ? AnomalyWords.Of(told) : null)
            .Column(NpgsqlDbType.Boolean, marks, each => each.Mark.Acknowledged)
            .Column(NpgsqlDbType.Boolean, marks, each => each.Mark.Muted);
        var leaving = looks.Leaving;
        batch.Add(Leave).Column(NpgsqlDbType.Text, leaving, each => each.Group).Column(NpgsqlDbType.Uuid, leaving, each => each.Incident);
        var over = looks.Over;
        batch.Add(ForgetMembers).Column(NpgsqlDbType.Text, over, key => key);
        batch.Add(Forget).Column(NpgsqlDbType.Text, over, key => key);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DateTime? TimeOrNull(DateTimeOffset? time) => time is { } there ? InboxParameters.Time(there) : null;
}
