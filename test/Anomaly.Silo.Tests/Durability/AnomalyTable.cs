using Npgsql;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>What the database holds, read past the service.</summary>
public static class AnomalyTable
{
    public static async Task<List<string>> ReadAsync(string connection, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("""SELECT metric_name, detection_method, "timestamp", anomaly_score FROM anomaly.anomalies""");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var at = new DateTimeOffset(reader.GetFieldValue<DateTime>(2), TimeSpan.Zero).ToUnixTimeMilliseconds();
            found.Add(SequentialFold.Line(reader.GetString(0), reader.GetString(1), at, reader.GetDouble(3)));
        }

        return found;
    }

    public static async Task<long> ScalarAsync(string connection, string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
