using System.Globalization;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Anomaly.Testing.Processes;

[assembly: AssemblyFixture(typeof(RealServers))]
// The tests start whole programs on a machine with two processors: one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Anomaly.Silo.Tests.Servers;

/// <summary>The real broker and the real database, started once for all tests, by the first that needs them.</summary>
public sealed class RealServers : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private ApacheKafka? _kafka;
    private PostgresServer? _postgres;

    /// <summary>The silo program under test.</summary>
    public static string SiloProgram { get; } = Path.Combine(AppContext.BaseDirectory, "Anomaly.Silo.dll");

    /// <summary>The producer program.</summary>
    public static string ProducerProgram { get; } = Path.Combine(AppContext.BaseDirectory, "Anomaly.Producer.dll");

    public async Task<ApacheKafka> KafkaAsync()
    {
        if (ApacheKafka.WhyMissing is { } why && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(why);
        }

        await _starting.WaitAsync();
        try
        {
            return _kafka ??= await ApacheKafka.StartAsync(CancellationToken.None);
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task<PostgresServer> PostgresAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_postgres is null)
            {
                _postgres = new PostgresServer();
                await _postgres.StartAsync();
            }

            return _postgres;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>The settings of a silo on both, with a topic and a database of its own, and the seed's rules.</summary>
    public async Task<Dictionary<string, string>> SettingsAsync(string topic, int partitions, params (string Name, string Value)[] more)
    {
        var kafka = await KafkaAsync();
        await kafka.CreateTopicAsync(topic, partitions, TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string>
        {
            ["Kafka__BootstrapServers"] = kafka.BootstrapServers,
            ["Kafka__Topic"] = topic,
            ["POSTGRES_CONNECTION"] = await (await PostgresAsync()).CreateDatabaseAsync(),
        };
        // The same at each start: the cluster knows at once that a silo that was killed is not there any more.
        var ports = SiloProcess.FreePorts(2);
        settings["Cluster__SiloPort"] = ports[0].ToString(CultureInfo.InvariantCulture);
        settings["Cluster__GatewayPort"] = ports[1].ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in ApacheKafka.ClientSettings)
        {
            settings["Kafka__Client__" + name] = value;
        }

        foreach (var (name, value) in ExactLevels.Settings.Concat(more))
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Starts the program in a folder of its own.</summary>
    public static Task<SiloProcess> StartSiloAsync(TempFolder folder, IReadOnlyDictionary<string, string> settings) =>
        SiloProcess.StartAsync(SiloProgram, folder.Path, settings);

    public async ValueTask DisposeAsync()
    {
        if (_kafka is not null)
        {
            await _kafka.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _starting.Dispose();
    }
}
