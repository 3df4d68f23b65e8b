using System.Diagnostics;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Postgres.Hosting;
using Anomaly.Storage.Schema;
using Anomaly.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Anomaly.Bench.Database;

/// <summary>A server of its own that waits for its disk, with the service's tables and its store.</summary>
internal sealed class MeasuredDatabase : IAsyncDisposable
{
    public const int Partitions = 4;

    private const string Topic = "bench-database";
    private const int RowsPerFlush = 2000;
    private const int RowsPerLoad = 5000;

    private readonly PostgresServer _server;
    private readonly ServiceProvider _services;
    private readonly NpgsqlConnection _look;
    private readonly ServerProcesses _processes;
    private readonly IPartitionStore _store;
    private readonly List<Fence> _fences = [];

    private MeasuredDatabase(PostgresServer server, ServiceProvider services, NpgsqlConnection look)
    {
        _server = server;
        _services = services;
        _look = look;
        _processes = new ServerProcesses(look.ProcessID);
        _store = services.GetRequiredService<IPartitionStore>();
    }

    /// <summary>Starts the server.</summary>
    /// <param name="settings">The server's settings.</param>
    /// <param name="change">SQL that changes the tables; null where they are to be as they are.</param>
    public static async Task<MeasuredDatabase> StartAsync(IReadOnlyList<string> settings, string? change)
    {
        var server = new PostgresServer { Options = new() { Durable = true, Settings = settings } };
        var connection = await server.CreateDatabaseAsync();
        var services = new ServiceCollection().AddPostgresStorage(new() { ConnectionString = connection }).BuildServiceProvider();
        await services.GetRequiredService<IStorageSchema>().MigrateAsync(CancellationToken.None);
        var look = new NpgsqlConnection(connection + ";Search Path=anomaly;Pooling=false");
        await look.OpenAsync();
        var database = new MeasuredDatabase(server, services, look);
        if (change is not null)
            await database.SqlAsync(change);
        for (var partition = 0; partition < Partitions; partition++)
            database._fences.Add(((PartitionClaim)await database._store.ClaimAsync(Topic, partition, new(null, 0, 0), 1, CancellationToken.None)).Fence);
        return database;
    }

    /// <summary>Writes the states of all partitions.</summary>
    public async Task<Cost> FlushAsync(SeriesUpdate[][] states)
    {
        var chunks = states.SelectMany((rows, partition) => rows.Chunk(RowsPerFlush).Select(chunk => (Fence: _fences[partition], Rows: chunk))).ToArray();
        var before = await LookAsync();
        foreach (var (fence, rows) in chunks)
        {
            var written = await _store.FlushAsync(fence, rows, [], CancellationToken.None);
            if (written.States != rows.Length)
                throw new InvalidOperationException($"{written.States} of {rows.Length} states were written.");
        }

        return await LookAsync() - before with { Rows = -states.Sum(rows => rows.Length) };
    }

    /// <summary>Reads the states of series, as after a start.</summary>
    public async Task<Cost> LoadAsync(IReadOnlyCollection<string> ids)
    {
        var chunks = ids.Chunk(RowsPerLoad).ToArray();
        var before = await LookAsync();
        var rows = 0;
        foreach (var chunk in chunks)
            rows += (await _store.LoadAsync(Topic, chunk, CancellationToken.None)).Count;
        return await LookAsync() - before with { Rows = -rows };
    }

    public async Task<Cost> VacuumAsync()
    {
        var before = await LookAsync();
        await SqlAsync("vacuum series_state");
        return await LookAsync() - before;
    }

    public async Task<long> SizeAsync() => (long)(await SqlAsync("select pg_total_relation_size('series_state')"))!;

    /// <summary>Bytes of a state as it is stored.</summary>
    public async Task<int> StoredAsync() => (int)(await SqlAsync("select avg(pg_column_size(payload))::integer from series_state"))!;

    /// <summary>How many of the updates stayed in their page and left the indexes alone.</summary>
    /// <param name="updates">How many there were: a session that is idle tells what it did after some seconds.</param>
    public async Task<long> HotAsync(long updates)
    {
        while (await SqlAsync($"select n_tup_upd from pg_stat_user_tables where relname = 'series_state' and n_tup_upd >= {updates}") is null)
            await Task.Delay(100);
        return (long)(await SqlAsync("select n_tup_hot_upd from pg_stat_user_tables where relname = 'series_state'"))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _look.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<Cost> LookAsync()
    {
        var wal = (decimal)(await SqlAsync("select pg_current_wal_lsn() - '0/0'"))!;
        return new(0, Stopwatch.GetElapsedTime(0), _processes.Time(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), (long)wal);
    }

    private async Task<object?> SqlAsync(string sql)
    {
#pragma warning disable CA2100 // texts of this program and of whoever measures
        await using var command = new NpgsqlCommand(sql, _look) { CommandTimeout = 0 };
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
