using Npgsql;

namespace Anomaly.Bench.Overload;

/// <summary>What is in the database after a run.</summary>
/// <param name="NextOffsets">How far each partition's effects are saved.</param>
/// <param name="Anomalies">How many anomalies there are.</param>
/// <param name="Distinct">How many of them differ in series, method or sample.</param>
internal sealed record Saved(IReadOnlyList<long> NextOffsets, long Anomalies, long Distinct)
{
    public static async Task<Saved> ReadAsync(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("""
            select array(select next_offset from anomaly.partition_progress order by partition), count(*),
              count(distinct (metric_name, detection_method, source_topic, source_epoch, source_partition, source_offset, source_index))
            from anomaly.anomalies
            """);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetFieldValue<long[]>(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
