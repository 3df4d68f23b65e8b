using Anomaly.Storage.Incidents;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Postgres.Incidents;
using Anomaly.Storage.Series;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>
/// One batch of changes, from the claim to the commit. Groups are locked in the order of their keys, so that two processes never wait in a circle. A group that is
/// just being looked at is waited for: an incident that fires anew would otherwise be put where it is about to leave.
/// </summary>
internal sealed class RouteTransaction(ShortTransaction transaction, DateTimeOffset now)
{
    private const string Claim = "select id, incident_id, kind from incident_changes order by id limit $1 for update skip locked";

    private const string Places = """
        select m.incident_id, g.group_key, g.route_key, g.channel, g.labels
        from notification_group_incidents as m join notification_groups as g on g.group_key = m.group_key
        where m.incident_id = any ($1)
        """;

    // The update changes nothing; it locks.
    private const string AddGroups = """
        insert into notification_groups (group_key, route_key, channel, labels, first_seen, due_at)
        select key, route, channel, labels::json, $6, $6 + wait from unnest($1, $2, $3, $4, $5) as g (key, route, channel, labels, wait) order by key
        on conflict (group_key) do update set route_key = excluded.route_key
        """;

    private const string AddMembers = """
        insert into notification_group_incidents (group_key, incident_id) select * from unnest($1, $2) on conflict do nothing
        """;

    private const string Done = "delete from incident_changes where id = any ($1)";

    public async Task<RouteBatch> RunAsync(int limit, IIncidentRouter router, CancellationToken cancellationToken)
    {
        await using var claim = transaction.Command(Claim);
        claim.Add(NpgsqlDbType.Integer, limit);
        var changes = await claim.ReadAllAsync(
            reader => new IncidentChange(reader.GetInt64(0), reader.GetGuid(1), IncidentWords.ChangeKind(reader.GetString(2))), cancellationToken);
        if (changes.Count == 0)
            return default;

        // Read after the changes were locked: at least as new as they are.
        var ids = changes.Select(change => change.Incident).ToArray();
        var incidents = await IncidentDetails.ReadAsync(transaction, ids, RouteBatch.MaxSeries, cancellationToken);
        var places = await ReadPlacesAsync(ids, cancellationToken);
        var routes = new RouteClaim(router, now);
        foreach (var change in changes)
            routes.Add(change, incidents.GetValueOrDefault(change.Incident), places[change.Incident]);

        await WriteAsync(routes, changes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(changes.Count, routes.Members.Count);
    }

    private async Task<ILookup<Guid, GroupPlace>> ReadPlacesAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(Places);
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids);
        return (await command.ReadAllAsync(
                reader => (Incident: reader.GetGuid(0), Place: new GroupPlace
                {
                    GroupKey = reader.GetString(1),
                    RouteKey = reader.GetString(2),
                    Channel = reader.GetString(3),
                    Labels = SeriesLabels.Parse(reader.GetString(4)),
                }),
                cancellationToken))
            .ToLookup(row => row.Incident, row => row.Place);
    }

    private async Task WriteAsync(RouteClaim routes, List<IncidentChange> changes, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Batch();
        if (routes.Members.Count > 0)
        {
            batch.Add(AddGroups)
                .Column(NpgsqlDbType.Text, routes.Groups, group => group.GroupKey)
                .Column(NpgsqlDbType.Text, routes.Groups, group => group.RouteKey)
                .Column(NpgsqlDbType.Text, routes.Groups, group => group.Channel)
                .Column(NpgsqlDbType.Text, routes.Groups, group => SeriesLabels.Write(group.Labels))
                .Column(NpgsqlDbType.Interval, routes.Groups, group => group.Wait)
                .With(NpgsqlDbType.TimestampTz, InboxParameters.Time(now));
            batch.Add(AddMembers)
                .Column(NpgsqlDbType.Text, routes.Members, member => member.Group)
                .Column(NpgsqlDbType.Uuid, routes.Members, member => member.Incident);
        }

        batch.Add(Done).Column(NpgsqlDbType.Bigint, changes, change => change.Id);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
