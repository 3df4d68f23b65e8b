using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Anomalies;

internal sealed class PostgresAnomalyStore(PostgresDatabase database) : IAnomalyStore
{
    // Fenced, because the planner otherwise expects as many buckets as there are times, and sorts a million rows on disk to group them.
    private static readonly AnomalyCountSql Counts = new("date_bin(@length, detected_at, @origin)", "offset 0");

    public async Task<IReadOnlyList<AnomalyRecord>> QueryAsync(AnomalyQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(AnomalyPageSql.Build(query));
        if (query.Series is not null)
            command.Add("series", NpgsqlDbType.Text, query.Series);
        if (query.Method is not null)
            command.Add("method", NpgsqlDbType.Text, query.Method);
        if (query.Incident is { } incident)
            command.Add("incident", NpgsqlDbType.Uuid, incident);
        if (query.From is { } from)
            command.Add("from", NpgsqlDbType.TimestampTz, StoredTime.Cut(from).UtcDateTime);
        if (query.To is { } to)
            command.Add("to", NpgsqlDbType.TimestampTz, StoredTime.Cut(to).UtcDateTime);
        if (query.After is { } after)
        {
            if (query.BySeries)
                command.Add("after_series", NpgsqlDbType.Text, after.Series!);
            command.Add("after_at", NpgsqlDbType.TimestampTz, StoredTime.Cut(after.DetectedAt).UtcDateTime);
            command.Add("after_id", NpgsqlDbType.Uuid, after.Id);
        }

        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<AnomalyRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand($"select {AnomalyPageSql.Columns} from anomalies where id = @id");
        command.Add("id", NpgsqlDbType.Uuid, id);
        return await command.ReadAllAsync(Read, cancellationToken) is [var found] ? found : null;
    }

    public async Task<AnomalyRecord?> SetStatusAsync(Guid id, AnomalyStatus status, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(AnomalyPageSql.SetStatus);
        command.Add("id", NpgsqlDbType.Uuid, id);
        command.Add("status", NpgsqlDbType.Text, AnomalyWords.Of(status));
        return await command.ReadAllAsync(Read, cancellationToken) is [var changed] ? changed : null;
    }

    public async Task<IReadOnlyList<AnomalyCount>> CountAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        await using var command = CountCommand(Counts.All, new AnomalyBuckets(from, to, bucket));
        return await command.ReadAllAsync(
            reader => new AnomalyCount(
                reader.GetFieldValue<DateTimeOffset>(0), AnomalyWords.Severity(reader.GetString(1)), reader.GetString(2), reader.GetInt64(3)),
            cancellationToken);
    }

    public async Task<IReadOnlyList<SeriesAnomalyCount>> CountBySeriesAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, int series, CancellationToken cancellationToken)
    {
        await using var command = CountCommand(Counts.BySeries, new AnomalyBuckets(from, to, bucket));
        command.Add("series", NpgsqlDbType.Integer, Math.Max(0, series));
        return await command.ReadAllAsync(
            reader => new SeriesAnomalyCount(
                reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2), (AnomalySeverity)reader.GetInt32(3)),
            cancellationToken);
    }

    private NpgsqlCommand CountCommand(string sql, AnomalyBuckets buckets)
    {
        var command = database.Source.CreateCommand(sql);
        command.Add("from", NpgsqlDbType.TimestampTz, StoredTime.FromMilliseconds(buckets.From).UtcDateTime);
        command.Add("to", NpgsqlDbType.TimestampTz, StoredTime.FromMilliseconds(buckets.To).UtcDateTime);
        command.Add("origin", NpgsqlDbType.TimestampTz, StoredTime.FromMilliseconds(buckets.Origin).UtcDateTime);
        command.Add("length", NpgsqlDbType.Interval, TimeSpan.FromMilliseconds(buckets.Length));
        return command;
    }

    private static AnomalyRecord Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        MetricName = reader.GetString(1),
        Labels = SeriesLabels.Parse(reader.GetString(2)),
        Timestamp = reader.GetFieldValue<DateTimeOffset>(3),
        DetectedAt = reader.GetFieldValue<DateTimeOffset>(4),
        Value = reader.GetDouble(5),
        Threshold = reader.GetDouble(6),
        Status = AnomalyWords.Status(reader.GetString(7)),
        DetectionMethod = reader.GetString(8),
        AnomalyScore = reader.GetDouble(9),
        ZScore = Number(reader, 10),
        Expected = Number(reader, 11),
        Lower = Number(reader, 12),
        Upper = Number(reader, 13),
        Severity = AnomalyWords.Severity(reader.GetString(14)),
        Direction = AnomalyWords.Direction(reader.GetString(15)),
        Reason = reader.GetString(16),
        IncidentId = reader.IsDBNull(17) ? null : reader.GetGuid(17),
        Context = reader.GetString(18),
        Config = reader.GetString(19),
        Source = new(reader.GetString(20), reader.GetInt32(21), reader.GetInt32(22), reader.GetInt64(23), reader.GetInt32(24)),
    };

    private static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
