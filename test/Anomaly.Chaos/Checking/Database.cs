using Npgsql;

namespace Anomaly.Chaos.Checking;

/// <summary>What the database holds, read past the service.</summary>
internal sealed class Database(string connection) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Timeout = 2, CommandTimeout = 20 });

    /// <summary>The progress by partition, and its topic epoch; a partition that was never claimed is absent.</summary>
    public Task<List<(int Partition, long Next, int Epoch)>> ReadProgressAsync(CancellationToken cancellationToken) => ReadAsync(
        "select partition, next_offset, epoch from anomaly.partition_progress",
        reader => (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2)),
        cancellationToken);

    public async Task<Dictionary<string, StoredSeries>> ReadSeriesAsync(CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            """
            select s.series_id, s.partition, s.epoch, s."offset", s.payload, s.last_seen, s.last_value, c.labels::text, c.first_seen
            from anomaly.series_state as s left join anomaly.series as c on c.series_id = s.series_id
            """,
            reader => (Id: reader.GetString(0), Series: new StoredSeries(
                reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4), Time(reader, 5), reader.GetDouble(6),
                reader.IsDBNull(7) ? null : reader.GetString(7), reader.IsDBNull(8) ? null : Time(reader, 8))),
            cancellationToken);
        return rows.ToDictionary(row => row.Id, row => row.Series, StringComparer.Ordinal);
    }

    public Task<List<(AnomalyIdentity Identity, AnomalyFacts Facts)>> ReadAnomaliesAsync(CancellationToken cancellationToken) => ReadAsync(
        """
        select metric_name, detection_method, source_partition, source_offset, source_index, "timestamp",
          value, threshold, anomaly_score, z_score, expected, lower, upper, severity, direction, reason
        from anomaly.anomalies
        """,
        reader => (
            new AnomalyIdentity(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt32(4), Time(reader, 5)),
            new AnomalyFacts(
                reader.GetDouble(6), reader.GetDouble(7), reader.GetDouble(8), Number(reader, 9), Number(reader, 10), Number(reader, 11), Number(reader, 12),
                reader.GetString(13), reader.GetString(14), reader.GetString(15))),
        cancellationToken);

    public Task<List<(int Partition, long Offset)>> ReadDeadLettersAsync(CancellationToken cancellationToken) => ReadAsync(
        """select partition, "offset" from anomaly.dead_letters""",
        reader => (reader.GetInt32(0), reader.GetInt64(1)),
        cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static long Time(NpgsqlDataReader reader, int column) =>
        new DateTimeOffset(reader.GetFieldValue<DateTime>(column), TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
