using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Outbox;

/// <summary>Writes what became of groups.</summary>
internal sealed class SqliteLookWriting(SqliteConnection connection, SqliteTransaction transaction, long now)
{
    private const string Tell = """
        insert into outbox (id, channel, route_key, group_key, kind, severity, incident_id, incident_count, payload, created_at, due_at)
        values (@id, @channel, @route, @key, @kind, @severity, @incident, @incidents, @payload, @now, @now)
        """;

    private const string Keep = "update notification_groups set due_at = @due, last_look = @look, last_sent = @sent where group_key = @key";

    private const string Mark = """
        update notification_group_incidents set told = @told, told_acknowledged = @acknowledged, muted = @muted where group_key = @key and incident_id = @incident
        """;

    private const string Leave = "delete from notification_group_incidents where group_key = @key and incident_id = @incident";

    public void Write(GroupLooks looks, IReadOnlyList<(GroupRow Group, OutboxMessage Message)> messages)
    {
        Tells(messages);
        using var keep = Command(Keep);
        foreach (var (group, verdict) in looks.Kept)
        {
            keep.With("@key", group.GroupKey).With("@due", StoredTime.Milliseconds(verdict.DueAt!.Value))
                .With("@look", TimeOrNull(verdict.LastLook)).With("@sent", TimeOrNull(verdict.LastSent)).ExecuteNonQuery();
        }

        using var mark = Command(Mark);
        foreach (var (group, member) in looks.Marks)
        {
            mark.With("@key", group).With("@incident", SqliteValues.Text(member.Incident)).With("@acknowledged", member.Acknowledged).With("@muted", member.Muted)
                .With("@told", member.Told is { } told ? AnomalyWords.Of(told) : null).ExecuteNonQuery();
        }

        using var leave = Command(Leave);
        foreach (var (group, incident) in looks.Leaving)
            leave.With("@key", group).With("@incident", SqliteValues.Text(incident)).ExecuteNonQuery();

        using var forgetMembers = Command("delete from notification_group_incidents where group_key = @key");
        using var forget = Command("delete from notification_groups where group_key = @key");
        foreach (var group in looks.Over)
        {
            forgetMembers.With("@key", group).ExecuteNonQuery();
            forget.With("@key", group).ExecuteNonQuery();
        }
    }

    private void Tells(IReadOnlyList<(GroupRow Group, OutboxMessage Message)> messages)
    {
        using var tell = Command(Tell).With("@now", now);
        foreach (var (group, message) in messages)
        {
            tell.With("@id", SqliteValues.Text(message.Id)).With("@channel", group.Channel).With("@route", group.RouteKey).With("@key", group.GroupKey)
                .With("@kind", message.Kind).With("@severity", AnomalyWords.Of(message.Severity)).With("@incident", SqliteValues.Text(message.Incident))
                .With("@incidents", message.IncidentCount).With("@payload", StoredText.CleanJson(message.Payload)).ExecuteNonQuery();
        }
    }

    private static long? TimeOrNull(DateTimeOffset? time) => time is { } there ? StoredTime.Milliseconds(there) : null;

    private SqliteCommand Command(string sql) => connection.Command(transaction, sql);
}
