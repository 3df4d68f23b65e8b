using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Incidents;

/// <summary>One batch of the inbox, from the claim to the commit. Rows are locked in the order of their keys, so that two workers never wait in a circle.</summary>
internal sealed class InboxTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    // What others wait for at the most: a worker that was stopped in the middle loses its transaction, and with it its locks.
    private const string Limits = "select set_config('lock_timeout', '2s', true), set_config('idle_in_transaction_session_timeout', '5s', true)";

    // The join is an outer one: a row whose anomaly is gone would otherwise stay for ever.
    private const string Claim = $"""
        with claimed as materialized (
          select anomaly_id from incident_inbox order by anomaly_id limit $1 for update skip locked)
        select claimed.anomaly_id, {IncidentReader.AnomalyColumns}
        from claimed left join anomalies as a on a.id = claimed.anomaly_id
        order by claimed.anomaly_id
        """;

    // A row that another worker has claimed is seen until it commits.
    private const string Held = """
        select a.metric_name, a.labels from incident_inbox as i join anomalies as a on a.id = i.anomaly_id
        where i.anomaly_id < $1 and not exists (select from unnest($2) as mine (id) where mine.id = i.anomaly_id)
        """;

    private const string Known = $"""
        select {IncidentSql.Columns} from incidents where id in (
          select near.id from unnest($1, $2, $3) as wanted (key, low, high)
          cross join lateral (
            (select id from incidents as i where i.key = wanted.key and i.status = 'firing')
            union all
            (select id from incidents as i where i.key = wanted.key and i.last_anomaly_at >= wanted.low and i.started_at <= wanted.high)
            union all
            (select id from incidents as i where i.key = wanted.key order by i.started_at desc limit 1)) as near)
        order by key, id for update
        """;

    private const string AddSeries = """
        with written as (
          insert into incident_series as s (incident_id, series_id, anomaly_count, last_anomaly_at, last_detected_at)
          select * from unnest($1, $2, $3, $4, $5)
          on conflict (incident_id, series_id) do update set
            anomaly_count = s.anomaly_count + excluded.anomaly_count,
            last_anomaly_at = greatest(s.last_anomaly_at, excluded.last_anomaly_at),
            last_detected_at = greatest(s.last_detected_at, excluded.last_detected_at)
          returning incident_id, (xmax = 0) as added)
        select incident_id, count(*)::integer from written where added group by incident_id
        """;

    private const string Tell = $"""
        insert into incident_changes (incident_id, revision, kind, at) select *, $4 from unnest($1, $2, $3)
        {IncidentSql.AddChange}
        """;

    private const string Home = "update anomalies set incident_id = home.incident from unnest($1, $2) as home (anomaly, incident) where id = home.anomaly";

    private const string Done = "delete from incident_inbox where anomaly_id = any ($1)";

    public async Task<InboxBatch> RunAsync(int limit, IIncidentFold fold, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var limits = Command(Limits))
            await limits.ExecuteNonQueryAsync(cancellationToken);

        var (anomalies, gone) = await ClaimAsync(limit, cancellationToken);
        if (anomalies.Count + gone.Count == 0)
            return default;

        var claim = new InboxClaim(fold, anomalies);
        var held = await LeaveHeldAsync(claim, anomalies, cancellationToken);
        claim.Fold(await ReadKnownAsync(claim, cancellationToken));
        await AddSeriesAsync(claim, cancellationToken);
        await WriteAsync(claim, gone, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(claim.Homes.Count, held);
    }

    public ValueTask DisposeAsync() => transaction.DisposeAsync();

    private async Task<(List<InboxAnomaly> Found, List<Guid> Gone)> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        var found = new List<InboxAnomaly>();
        var gone = new List<Guid>();
        await using var command = Command(Claim);
        command.Add(NpgsqlDbType.Integer, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (await reader.IsDBNullAsync(1, cancellationToken))
                gone.Add(reader.GetGuid(0));
            else
                found.Add(IncidentReader.ReadAnomaly(reader));
        }

        return (found, gone);
    }

    private async Task<bool> LeaveHeldAsync(InboxClaim claim, List<InboxAnomaly> mine, CancellationToken cancellationToken)
    {
        if (mine.Count == 0)
            return false;
        await using var command = Command(Held);
        command.Add(NpgsqlDbType.Uuid, mine[^1].Id);
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, mine.Select(anomaly => anomaly.Id).ToArray());
        var held = await command.ReadAllAsync(reader => (Series: reader.GetString(0), Labels: reader.GetString(1)), cancellationToken);
        foreach (var (series, labels) in held.Distinct())
            claim.Leave(series, Storage.Series.SeriesLabels.Parse(labels));
        return held.Count > 0;
    }

    private async Task<List<Incident>> ReadKnownAsync(InboxClaim claim, CancellationToken cancellationToken)
    {
        await using var command = Command(Known);
        var wanted = claim.Wanted;
        command.AddColumn(NpgsqlDbType.Text, wanted, each => each.Key);
        command.AddColumn(NpgsqlDbType.TimestampTz, wanted, each => InboxParameters.Time(each.Low));
        command.AddColumn(NpgsqlDbType.TimestampTz, wanted, each => InboxParameters.Time(each.High));
        return await command.ReadAllAsync(IncidentReader.Read, cancellationToken);
    }

    private async Task AddSeriesAsync(InboxClaim claim, CancellationToken cancellationToken)
    {
        await using var command = Command(AddSeries);
        var rows = claim.Series;
        command.AddColumn(NpgsqlDbType.Uuid, rows, row => row.Incident);
        command.AddColumn(NpgsqlDbType.Text, rows, row => row.Added.Series);
        command.AddColumn(NpgsqlDbType.Bigint, rows, row => row.Added.AnomalyCount);
        command.AddColumn(NpgsqlDbType.TimestampTz, rows, row => InboxParameters.Time(row.Added.LastAnomalyAt));
        command.AddColumn(NpgsqlDbType.TimestampTz, rows, row => InboxParameters.Time(row.Added.LastDetectedAt));
        foreach (var (incident, added) in await command.ReadAllAsync(reader => (reader.GetGuid(0), reader.GetInt32(1)), cancellationToken))
            claim.AddSeries(incident, added);
    }

    private async Task WriteAsync(InboxClaim claim, List<Guid> gone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var folded = claim.Incidents;
        InboxParameters.AddIncidents(Add(InboxParameters.Write), [.. folded.Select(each => each.Incident)], now);

        var told = folded.Where(each => each.Change is not null).OrderBy(each => each.Incident.Id).ToArray();
        var tell = Add(Tell);
        InboxParameters.Column(tell, NpgsqlDbType.Uuid, told, each => each.Incident.Id);
        InboxParameters.Column(tell, NpgsqlDbType.Bigint, told, each => each.Incident.Revision);
        InboxParameters.Column(tell, NpgsqlDbType.Text, told, each => IncidentWords.Of(each.Change!.Value));
        tell.Add(new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz, TypedValue = InboxParameters.Time(now) });

        var homes = claim.Homes.ToArray();
        var home = Add(Home);
        InboxParameters.Column(home, NpgsqlDbType.Uuid, homes, pair => pair.Key);
        InboxParameters.Column(home, NpgsqlDbType.Uuid, homes, pair => pair.Value);

        InboxParameters.Column(Add(Done), NpgsqlDbType.Uuid, [.. claim.Homes.Keys, .. gone], id => id);
        await batch.ExecuteNonQueryAsync(cancellationToken);

        NpgsqlParameterCollection Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(command);
            return command.Parameters;
        }
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection, transaction);
}
