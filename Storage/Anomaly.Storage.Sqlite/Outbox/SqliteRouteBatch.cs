using Anomaly.Storage.Incidents;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Anomaly.Storage.Sqlite.Incidents;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Outbox;

/// <summary>One batch of changes, inside a transaction.</summary>
internal sealed class SqliteRouteBatch(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now)
{
    private const string Places = """
        select g.group_key, g.route_key, g.channel, g.labels
        from notification_group_incidents as m join notification_groups as g on g.group_key = m.group_key where m.incident_id = @id
        """;

    private const string AddGroup = """
        insert into notification_groups (group_key, route_key, channel, labels, first_seen, due_at) values (@key, @route, @channel, @labels, @now, @due)
        on conflict do nothing
        """;

    private const string AddMember = "insert into notification_group_incidents (group_key, incident_id) values (@key, @id) on conflict do nothing";

    public RouteBatch Run(int limit, IIncidentRouter router)
    {
        using var claim = Command("select id, incident_id, kind from incident_changes order by id limit @limit").With("@limit", limit);
        var changes = claim.ReadAll(
            reader => new IncidentChange(reader.GetInt64(0), IncidentReader.Id(reader, 1), IncidentWords.ChangeKind(reader.GetString(2))));
        if (changes.Count == 0)
            return default;

        var routes = new RouteClaim(router, now);
        using (var details = new IncidentDetails(connection, transaction, RouteBatch.MaxSeries))
        using (var places = Command(Places))
        {
            foreach (var change in changes)
                routes.Add(change, details.Read(change.Incident), places.With("@id", SqliteValues.Text(change.Incident)).ReadAll(ReadPlace));
        }

        Write(routes);
        using var done = Command("delete from incident_changes where id = @id");
        foreach (var change in changes)
            done.With("@id", change.Id).ExecuteNonQuery();
        return new(changes.Count, routes.Members.Count);
    }

    private void Write(RouteClaim routes)
    {
        using var addGroup = Command(AddGroup).With("@now", StoredTime.Milliseconds(now));
        foreach (var group in routes.Groups)
        {
            addGroup.With("@key", group.GroupKey).With("@route", group.RouteKey).With("@channel", group.Channel)
                .With("@labels", SeriesLabels.Write(group.Labels)).With("@due", StoredTime.Milliseconds(now + group.Wait)).ExecuteNonQuery();
        }

        using var addMember = Command(AddMember);
        foreach (var (group, incident) in routes.Members)
            addMember.With("@key", group).With("@id", SqliteValues.Text(incident)).ExecuteNonQuery();
    }

    private static GroupPlace ReadPlace(SqliteDataReader reader) => new()
    {
        GroupKey = reader.GetString(0),
        RouteKey = reader.GetString(1),
        Channel = reader.GetString(2),
        Labels = SeriesLabels.Parse(reader.GetString(3)),
    };

    private SqliteCommand Command(string sql) => connection.Command(transaction, sql);
}
