using System.Globalization;
using Anomaly.Grains.Interfaces.Client;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>Several silos on one machine, by settings alone: a topic and a database of their own, ports and a name each.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, SiloProcess> _silos = [];

    private SiloCluster(Dictionary<string, string> settings, int partitions) => (Settings, Partitions) = (settings, partitions);

    public Dictionary<string, string> Settings { get; }

    public int Partitions { get; set; }

    public string Database => Settings["POSTGRES_CONNECTION"];

    public string Topic => Settings["Kafka__Topic"];

    /// <summary>The silos that run, by name.</summary>
    public IReadOnlyDictionary<string, SiloProcess> Silos => _silos;

    /// <summary>What a Kafka client needs.</summary>
    public Dictionary<string, string> KafkaClient
    {
        get
        {
            const string prefix = "Kafka__Client__";
            var client = Settings.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(setting => setting.Key[prefix.Length..], setting => setting.Value);
            client["bootstrap.servers"] = Settings["Kafka__BootstrapServers"];
            return client;
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<SiloCluster> CreateAsync(RealServers servers, string topic, int partitions, params (string Name, string Value)[] more)
    {
        var settings = await servers.SettingsAsync(topic, partitions, [("Storage__CheckpointInterval", "00:00:01"), .. more]);
        settings.Remove("Cluster__SiloPort");
        settings.Remove("Cluster__GatewayPort");
        return new SiloCluster(settings, partitions);
    }

    /// <summary>Starts a silo under a name, on ports that were never used.</summary>
    public async Task<SiloProcess> StartAsync(string name, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(Settings) { ["Cluster__SiloName"] = name };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        var silo = await SiloProcess.StartAsync(RealServers.SiloProgram, folder, settings);
        _silos[name] = silo;
        return silo;
    }

    /// <summary>Starts several at once.</summary>
    public Task StartAsync(params string[] names) => Task.WhenAll(names.Select(name => StartAsync(name, [])));

    public async Task KillAsync(string name)
    {
        _silos.Remove(name, out var silo);
        await silo!.KillAsync();
        await silo.DisposeAsync();
    }

    /// <summary>No longer counts a silo among those that run; the caller ends it.</summary>
    public SiloProcess GiveUp(string name)
    {
        _silos.Remove(name, out var silo);
        return silo!;
    }

    /// <summary>Ends a silo as Ctrl-C does.</summary>
    public async Task StopAsync(string name)
    {
        _silos.Remove(name, out var silo);
        await silo!.StopAsync();
        await silo.DisposeAsync();
    }

    /// <summary>The partitions that each silo reads, by the lag that it reports for them.</summary>
    public async Task<Dictionary<string, int[]>> OwnersAsync()
    {
        var owners = new Dictionary<string, int[]>();
        foreach (var (name, silo) in _silos)
        {
            owners[name] = await silo.PartitionsAsync();
        }

        return owners;
    }

    /// <summary>The name of the silo that a grain lives on.</summary>
    public async Task<string> HomeAsync(Func<IGrainFactory, IAddressable> grain)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddAnomalyClient(options => options.Clustering = client => client.UseLocalhostClustering(_silos.Values.First().GatewayPort, "anomaly", "anomaly"));
        using var host = builder.Build();
        await host.StartAsync(Stop);
        var grains = host.Services.GetRequiredService<IClusterClient>();
        var management = grains.GetGrain<IManagementGrain>(0);
        var address = await management.GetActivationAddress(grain(grains));
        var silos = await management.GetDetailedHosts(onlyActive: true);
        await host.StopAsync(Stop);
        return silos.Single(silo => silo.SiloAddress.Equals(address)).SiloName;
    }

    /// <summary>Waits until each partition has one owner among the silos that run, as evenly as can be.</summary>
    public Task SpreadAsync(TimeSpan? within = null) => Until.AnswersAsync(
        OwnersAsync,
        owners => owners.Values.Sum(own => own.Length) == Partitions
            && owners.Values.SelectMany(own => own).Distinct().Count() == Partitions
            && owners.Values.All(own => own.Length <= (Partitions + owners.Count - 1) / owners.Count),
        "each partition has one owner, evenly",
        within);

    public async Task<double> SumAsync(string metric)
    {
        var sum = 0.0;
        foreach (var silo in _silos.Values)
        {
            sum += await silo.MetricAsync(metric, Stop);
        }

        return sum;
    }

    /// <summary>Waits until the progress in the database is at the end of each partition's log.</summary>
    public Task CaughtUpAsync(TimeSpan? within = null) => Until.AnswersAsync(
        () => AnomalyTable.ScalarAsync(Database, "SELECT coalesce(sum(next_offset), 0) FROM anomaly.partition_progress", Stop),
        next => next >= LogEnds(),
        "all was saved",
        within);

    /// <summary>The sum of the partitions' ends.</summary>
    public long LogEnds()
    {
        using var consumer = new Confluent.Kafka.ConsumerBuilder<byte[], byte[]>(new Confluent.Kafka.ConsumerConfig(KafkaClient) { GroupId = "looker" }).Build();
        return Enumerable.Range(0, Partitions).Sum(partition => consumer.QueryWatermarkOffsets(new(Topic, partition), TimeSpan.FromSeconds(10)).High.Value);
    }

    /// <summary>Nothing lost, nothing doubled, nothing wrong.</summary>
    public async Task AssertFoldAsync(Load load)
    {
        var expected = SequentialFold.Anomalies(load.Samples());
        var found = await AnomalyTable.ReadAsync(Database, Stop);
        Assert.NotEmpty(expected);
        var lost = expected.Except(found).ToArray();
        var wrong = found.Except(expected).ToArray();
        Assert.True(
            lost.Length + wrong.Length == 0 && expected.Count == found.Count,
            string.Create(CultureInfo.InvariantCulture, $"expected {expected.Count} found {found.Count}, lost {lost.Length}, wrong {wrong.Length}: {string.Join("; ", lost.Take(3))} | {string.Join("; ", wrong.Take(3))}"));
        Assert.Equal(0, await SumAsync("anomaly_conflicts_total"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, silo) in _silos)
        {
            // Shown where the test failed.
            TestContext.Current.TestOutputHelper?.WriteLine($"--- silo {name}\n{string.Join('\n', silo.Output.Split('\n').TakeLast(60).Select(line => line[..Math.Min(line.Length, 300)]))}");
            await silo.DisposeAsync();
        }

        _folder.Dispose();
    }
}
