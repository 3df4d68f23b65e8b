using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Anomalies;

internal sealed class SqliteAnomalyStore(SqliteDatabase database) : IAnomalyStore
{
    private static readonly AnomalyCountSql Counts = new("@origin + (detected_at - @origin) / @length * @length", "");

    public async Task<IReadOnlyList<AnomalyRecord>> QueryAsync(AnomalyQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, AnomalyPageSql.Build(query)).With("@limit", Math.Max(0, query.Limit));
                if (query.Series is not null)
                    command.With("@series", query.Series);
                if (query.Method is not null)
                    command.With("@method", query.Method);
                if (query.Incident is { } incident)
                    command.With("@incident", SqliteValues.Text(incident));
                if (query.From is { } from)
                    command.With("@from", StoredTime.Milliseconds(from));
                if (query.To is { } to)
                    command.With("@to", StoredTime.Milliseconds(to));
                if (query.After is { } after)
                {
                    if (query.BySeries)
                        command.With("@after_series", after.Series);
                    command.With("@after_at", StoredTime.Milliseconds(after.DetectedAt)).With("@after_id", SqliteValues.Text(after.Id));
                }

                return command.ReadAll(Read);
            },
            cancellationToken);

    public async Task<AnomalyRecord?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, $"select {AnomalyPageSql.Columns} from anomalies where id = @id")
                    .With("@id", SqliteValues.Text(id));
                return command.ReadAll(Read) is [var found] ? found : null;
            },
            cancellationToken);

    public Task<AnomalyRecord?> SetStatusAsync(Guid id, AnomalyStatus status, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, AnomalyPageSql.SetStatus)
                    .With("@id", SqliteValues.Text(id)).With("@status", AnomalyWords.Of(status));
                return command.ReadAll(Read) is [var changed] ? changed : null;
            },
            cancellationToken);

    public async Task<IReadOnlyList<AnomalyCount>> CountAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        var buckets = new AnomalyBuckets(from, to, bucket);
        return await database.ReadAsync(
            connection =>
            {
                using var command = CountCommand(connection, Counts.All, buckets);
                return command.ReadAll(reader => new AnomalyCount(
                    StoredTime.FromMilliseconds(reader.GetInt64(0)), AnomalyWords.Severity(reader.GetString(1)), reader.GetString(2), reader.GetInt64(3)));
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<SeriesAnomalyCount>> CountBySeriesAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, int series, CancellationToken cancellationToken)
    {
        var buckets = new AnomalyBuckets(from, to, bucket);
        return await database.ReadAsync(
            connection =>
            {
                using var command = CountCommand(connection, Counts.BySeries, buckets).With("@series", Math.Max(0, series));
                return command.ReadAll(reader => new SeriesAnomalyCount(
                    reader.GetString(0), StoredTime.FromMilliseconds(reader.GetInt64(1)), reader.GetInt64(2), (AnomalySeverity)reader.GetInt32(3)));
            },
            cancellationToken);
    }

    private static SqliteCommand CountCommand(SqliteConnection connection, string sql, AnomalyBuckets buckets) =>
        connection.Command(null, sql)
            .With("@from", buckets.From).With("@to", buckets.To).With("@origin", buckets.Origin).With("@length", buckets.Length);

    private static AnomalyRecord Read(SqliteDataReader reader) => new()
    {
        Id = Guid.ParseExact(reader.GetString(0), "D"),
        MetricName = reader.GetString(1),
        Labels = SeriesLabels.Parse(reader.GetString(2)),
        Timestamp = StoredTime.FromMilliseconds(reader.GetInt64(3)),
        DetectedAt = StoredTime.FromMilliseconds(reader.GetInt64(4)),
        Value = reader.Number(5),
        Threshold = reader.Number(6),
        Status = AnomalyWords.Status(reader.GetString(7)),
        DetectionMethod = reader.GetString(8),
        AnomalyScore = reader.Number(9),
        ZScore = reader.NumberOrNull(10),
        Expected = reader.NumberOrNull(11),
        Lower = reader.NumberOrNull(12),
        Upper = reader.NumberOrNull(13),
        Severity = AnomalyWords.Severity(reader.GetString(14)),
        Direction = AnomalyWords.Direction(reader.GetString(15)),
        Reason = reader.GetString(16),
        IncidentId = reader.TextOrNull(17) is { } incident ? Guid.ParseExact(incident, "D") : null,
        Context = reader.GetString(18),
        Config = reader.GetString(19),
        Source = new(reader.GetString(20), reader.GetInt32(21), reader.GetInt32(22), reader.GetInt64(23), reader.GetInt32(24)),
    };
}
