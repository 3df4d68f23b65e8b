using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Anomalies;

internal sealed class PostgresAnomalyStore(PostgresDatabase database) : IAnomalyStore
{
    public async Task<IReadOnlyList<AnomalyRecord>> QueryAsync(AnomalyQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(AnomalyPageSql.Build(query));
        if (query.Series is not null)
            command.Add("series", NpgsqlDbType.Text, query.Series);
        if (query.Method is not null)
            command.Add("method", NpgsqlDbType.Text, query.Method);
        if (query.From is { } from)
            command.Add("from", NpgsqlDbType.TimestampTz, StoredTime.Cut(from).UtcDateTime);
        if (query.To is { } to)
            command.Add("to", NpgsqlDbType.TimestampTz, StoredTime.Cut(to).UtcDateTime);
        if (query.After is { } after)
        {
            command.Add("after_at", NpgsqlDbType.TimestampTz, StoredTime.Cut(after.DetectedAt).UtcDateTime);
            command.Add("after_id", NpgsqlDbType.Uuid, after.Id);
        }

        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        var records = new List<AnomalyRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            records.Add(Read(reader));
        return records;
    }

    public async Task<AnomalyRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand($"select {AnomalyPageSql.Columns} from anomalies where id = @id");
        command.Add("id", NpgsqlDbType.Uuid, id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
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

    public Task<AnomalyRecord?> SetStatusAsync(Guid id, AnomalyStatus status, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AnomalyCount>> CountAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesAnomalyCount>> CountBySeriesAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, int series, CancellationToken cancellationToken) => throw new NotSupportedException();
}
