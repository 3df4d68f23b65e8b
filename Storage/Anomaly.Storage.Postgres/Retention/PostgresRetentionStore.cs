using Anomaly.Storage.Postgres.Incidents;
using Anomaly.Storage.Retention;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Retention;

/// <summary>Every method is one statement that commits by itself.</summary>
internal sealed class PostgresRetentionStore(PostgresDatabase database, TimeProvider time) : IRetentionStore
{
    private const string Answer = "select (select count(*) from gone)::integer, (select count(*) from page)::integer, at, id from page order by at desc, id desc limit 1";

    private const string Anomalies = $"""
        with page as materialized ({RetentionSql.OldAnomalies}),
        free as materialized (
          select a.id from anomalies as a join page on page.id = a.id where {RetentionSql.AnomalyIsFree} for update of a skip locked),
        gone as (delete from anomalies where id in (select id from free) returning 1)
        {Answer}
        """;

    // The comments refer to the incident: whether they still do is asked at the statement's end.
    private const string Incidents = $"""
        with page as materialized ({RetentionSql.OldIncidents}),
        free as materialized (
          select i.id from incidents as i join page on page.id = i.id where {RetentionSql.IncidentIsFree} for update of i skip locked),
        series as (delete from incident_series where incident_id in (select id from free)),
        comments as (delete from incident_comments where incident_id in (select id from free)),
        gone as (delete from incidents where id in (select id from free) returning 1)
        {Answer}
        """;

    private const string DeadLetters = """
        with page as materialized (
          select ctid, refused_at as at, '00000000-0000-0000-0000-000000000000'::uuid as id from dead_letters
          where refused_at < @before and refused_at >= @at order by refused_at limit @limit for update skip locked),
        gone as (delete from dead_letters where ctid = any (array(select ctid from page)) returning 1)
        select (select count(*) from gone)::integer, (select count(*) from page)::integer, at, id from page order by at desc limit 1
        """;

    private const string Audit = """
        with page as materialized (
          select id as entry, at, '00000000-0000-0000-0000-000000000000'::uuid as id from audit_log
          where at < @before and at >= @at order by at limit @limit for update skip locked),
        gone as (delete from audit_log where id in (select entry from page) returning 1)
        select (select count(*) from gone)::integer, (select count(*) from page)::integer, at, id from page order by at desc limit 1
        """;

    public async Task<bool> ClaimAsync(Guid owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.Source.CreateCommand(RetentionSql.Claim);
        command.Add("owner", NpgsqlDbType.Uuid, owner);
        command.Add("until", NpgsqlDbType.TimestampTz, InboxParameters.Time(now + lease));
        command.Add("now", NpgsqlDbType.TimestampTz, InboxParameters.Time(now));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public Task<PrunedPage> PruneAnomaliesAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        PruneAsync(Anomalies, after, before, limit, cancellationToken);

    public Task<PrunedPage> PruneIncidentsAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        PruneAsync(Incidents, after, before, limit, cancellationToken);

    public Task<PrunedPage> PruneDeadLettersAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        PruneAsync(DeadLetters, after, before, limit, cancellationToken);

    public Task<PrunedPage> PruneAuditAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        PruneAsync(Audit, after, before, limit, cancellationToken);

    private async Task<PrunedPage> PruneAsync(string sql, PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.Add("at", NpgsqlDbType.TimestampTz, InboxParameters.Time(after.At));
        command.Add("id", NpgsqlDbType.Uuid, after.Id);
        command.Add("before", NpgsqlDbType.TimestampTz, InboxParameters.Time(before));
        command.Add("limit", NpgsqlDbType.Integer, limit);
        return (await command.ReadAllAsync(reader => Read(reader, limit), cancellationToken)).SingleOrDefault();
    }

    private static PrunedPage Read(NpgsqlDataReader reader, int limit) =>
        new(reader.GetInt32(0), reader.GetInt32(1) < limit ? null : new PruneCursor(reader.GetFieldValue<DateTimeOffset>(2), reader.GetGuid(3)));
}
