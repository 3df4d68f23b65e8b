using Npgsql;

namespace Anomaly.Bench.Pipeline;

/// <summary>What a run left in the database.</summary>
/// <param name="SeriesBytes">What it holds of all series, indexes included, without anomalies.</param>
/// <param name="AnomalyBytes">What it holds of all anomalies, indexes included.</param>
/// <param name="Anomalies">How many anomalies there are.</param>
internal sealed record DatabaseSizes(long SeriesBytes, long AnomalyBytes, long Anomalies)
{
    public static async Task<DatabaseSizes> ReadAsync(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("""
            select pg_total_relation_size('anomaly.series') + pg_total_relation_size('anomaly.series_state'),
              pg_total_relation_size('anomaly.anomalies'), (select count(*) from anomaly.anomalies)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
