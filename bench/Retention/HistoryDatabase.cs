using System.Globalization;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Postgres.Hosting;
using Anomaly.Storage.Retention;
using Anomaly.Storage.Schema;
using Anomaly.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Anomaly.Bench.Retention;

/// <summary>A server of its own that waits for its disk, with the service's tables and a history of a hundred days.</summary>
internal sealed class HistoryDatabase : IAsyncDisposable
{
    public const int Days = 100;

    private const int PerIncident = 50;

    private readonly PostgresServer _server;
    private readonly ServiceProvider _services;
    private readonly NpgsqlConnection _look;

    private HistoryDatabase(PostgresServer server, ServiceProvider services, NpgsqlConnection look)
    {
        (_server, _services, _look) = (server, services, look);
    }

    public IPartitionStore Partitions => _services.GetRequiredService<IPartitionStore>();

    public IRetentionStore Retention => _services.GetRequiredService<IRetentionStore>();

    public static async Task<HistoryDatabase> StartAsync()
    {
        var server = new PostgresServer { Options = new() { Durable = true } };
        var connection = await server.CreateDatabaseAsync();
        var services = new ServiceCollection().AddPostgresStorage(new() { ConnectionString = connection }).BuildServiceProvider();
        await services.GetRequiredService<IStorageSchema>().MigrateAsync(CancellationToken.None);
        var look = new NpgsqlConnection(connection + ";Search Path=anomaly;Pooling=false");
        await look.OpenAsync();
        return new(server, services, look);
    }

    /// <summary>Makes the history: anomalies one after another, fifty an incident, all incidents over. The indexes are built behind.</summary>
    public async Task FillAsync(int anomalies)
    {
        var indexes = (string[])(await SqlAsync("""
            select array_agg(indexdef) from pg_indexes where schemaname = 'anomaly' and tablename = 'anomalies' and indexname <> 'anomalies_pkey'
            """))!;
        foreach (var name in (string[])(await SqlAsync("select array_agg(indexname::text) from pg_indexes where schemaname = 'anomaly' and tablename = 'anomalies' and indexname <> 'anomalies_pkey'"))!)
            await SqlAsync($"drop index {name}");
        await SqlAsync("alter table anomalies disable trigger anomalies_enter_inbox");
        for (var from = 0; from < anomalies; from += 500_000)
        {
            await SqlAsync(Anomalies(from, Math.Min(from + 500_000, anomalies), anomalies));
            Console.Write('.');
        }

        foreach (var index in indexes)
            await SqlAsync(index);
        await SqlAsync("alter table anomalies enable trigger anomalies_enter_inbox");
        await SqlAsync(Incidents(anomalies));
        await SqlAsync("insert into incident_series select id, peak_series, anomaly_count, last_anomaly_at, last_detected_at from incidents");
        await SqlAsync("vacuum analyze");
        await SqlAsync("checkpoint");
        Console.WriteLine();
    }

    public async Task<long> SizeAsync(string table, bool indexes) =>
        (long)(await SqlAsync(indexes ? $"select pg_indexes_size('{table}')" : $"select pg_table_size('{table}')"))!;

    public async Task<long> CountAsync(string table) => (long)(await SqlAsync($"select count(*) from {table}"))!;

    public async Task<double> WalBytesAsync() => (double)(decimal)(await SqlAsync("select pg_current_wal_lsn() - '0/0'"))!;

    /// <summary>How often autovacuum has been through the anomalies, and how many dead rows are left.</summary>
    public async Task<(long Vacuums, long Dead)> VacuumsAsync()
    {
        await using var command = new NpgsqlCommand("select autovacuum_count, n_dead_tup from pg_stat_user_tables where relname = 'anomalies'", _look);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _look.DisposeAsync();
        await _server.DisposeAsync();
    }

    // The id begins with the time, as the service's own do.
    private static string Anomalies(int from, int to, int all) => string.Create(CultureInfo.InvariantCulture, $$"""
        insert into anomalies (id, metric_name, labels, "timestamp", detected_at, value, threshold, detection_method, anomaly_score, expected, lower, upper,
          severity, direction, reason, incident_id, context, config, source_topic, source_epoch, source_partition, source_offset, source_index)
        select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
          'host-' || lpad((n * 7919 % 500)::text, 5, '0') || '.metric-' || n * 31 % 20, jsonb_build_object('host', 'host-' || n * 7919 % 500), at, at,
          n % 100, 99.5, (array['ensemble', 'moving_average', 'isolation_forest'])[1 + n % 3], 4.5, 50, 40, 60,
          (array['info', 'warning', 'critical'])[1 + n % 3], 'above', 'value ' || n % 100 || ' is above 60, where 50 was expected',
          md5('incident ' || n / {{PerIncident}})::uuid,
          jsonb_build_object('window', jsonb_build_array(n % 97, n % 89, n % 83, n % 79, n % 73), 'mean', 50.25, 'deviation', 4.75, 'streak', n % 4, 'score', n % 1000 / 1000.0),
          jsonb_build_object('sensitivity', 0.5, 'methods', 'ensemble', 'window_size', 5), 'metrics', 1, n % 4, n, 0
        from (select n::bigint, date_trunc('milliseconds', now()) - interval '{{Days}} days' + interval '{{Days}} days' * (n::float8 / {{all}}) as at
          from generate_series({{from}}, {{to - 1}}) as n) as rows
        """);

    private static string Incidents(int all) => string.Create(CultureInfo.InvariantCulture, $$"""
        insert into incidents (id, key, status, severity, labels, methods, anomaly_count, series_count, started_at, last_anomaly_at, last_detected_at, counted_at,
          resolved_at, resolved_by, peak_anomaly_id, peak_series, peak_at, peak_method, peak_value, peak_score, peak_reason, last_counted_anomaly, revision)
        select id, 'series:' || id, 'resolved', 'warning', '{}', '{ensemble}', {{PerIncident}}, 1, at, at + span, at + span, at + span,
          at + span, 'quiet', id, 'host-00001.metric-1', at, 'ensemble', 97, 4.5, 'value 97 is above 60, where 50 was expected', id, 1
        from (select md5('incident ' || n)::uuid as id, now() - interval '{{Days}} days' + interval '{{Days}} days' * (n * {{PerIncident}}::float8 / {{all}}) as at,
            interval '{{Days}} days' * ({{PerIncident}}::float8 / {{all}}) as span
          from generate_series(0, {{(all - 1) / PerIncident}}) as n) as rows
        """);

    private async Task<object?> SqlAsync(string sql)
    {
#pragma warning disable CA2100 // texts of this program
        await using var command = new NpgsqlCommand(sql, _look) { CommandTimeout = 0 };
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
