using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Bench.Servers;

/// <summary>A real broker, and a real database that waits for the disk at each commit, as it does by default.</summary>
internal sealed class BenchServers : IAsyncDisposable
{
    private readonly PostgresServer _postgres = new() { Options = new() { Durable = true } };

    private BenchServers(ApacheKafka kafka) => Kafka = kafka;

    public ApacheKafka Kafka { get; }

    public int DatabaseProcess => _postgres.ProcessId;

    public static async Task<BenchServers> StartAsync()
    {
        var servers = new BenchServers(await ApacheKafka.StartAsync(CancellationToken.None));
        try
        {
            await servers._postgres.StartAsync();
            Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB; Kafka 0.9.0.1; {await servers.DurabilityAsync()}");
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings of a silo that reads a topic, with an empty database.</summary>
    public async Task<Dictionary<string, string>> SettingsAsync(string topic, bool web = false)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kafka__BootstrapServers"] = Kafka.BootstrapServers,
            ["Kafka__Topic"] = topic,
            ["POSTGRES_CONNECTION"] = await _postgres.CreateDatabaseAsync(),
            ["Web__Enabled"] = web ? "true" : "false",
        };
        foreach (var (name, value) in ApacheKafka.ClientSettings)
            settings["Kafka__Client__" + name] = value;
        return settings;
    }

    public Task CreateTopicAsync(string topic, int partitions) => Kafka.CreateTopicAsync(topic, partitions, CancellationToken.None);

    public Task DeleteTopicAsync(string topic) => Kafka.DeleteTopicAsync(topic, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await Kafka.DisposeAsync();
    }

    private async Task<string> DurabilityAsync()
    {
        await using var source = NpgsqlDataSource.Create(await _postgres.CreateDatabaseAsync());
        await using var command = source.CreateCommand(
            "select format('PostgreSQL %s, fsync %s, synchronous_commit %s, full_page_writes %s', current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
