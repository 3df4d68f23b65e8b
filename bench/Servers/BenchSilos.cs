using System.Diagnostics;
using Anomaly.Testing.Processes;

namespace Anomaly.Bench.Servers;

/// <summary>One silo of the real program, or several that share a topic and a database, each in a process of its own.</summary>
internal sealed class BenchSilos : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Anomaly.Silo.dll");
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500); // a look counts all activations

    private readonly BenchServers _servers;
    private readonly string _folder = Directory.CreateTempSubdirectory("anomaly-bench").FullName;
    private SiloProcess[] _silos = [];

    private BenchSilos(BenchServers servers) => _servers = servers;

    public SiloProcess First => _silos[0];

    /// <summary>Starts them and waits until each says that it runs.</summary>
    public static async Task<BenchSilos> StartAsync(BenchServers servers, IReadOnlyDictionary<string, string> settings, int count = 1)
    {
        var silos = new BenchSilos(servers);
        try
        {
            silos._silos = await Task.WhenAll(Enumerable.Range(1, count).Select(number => silos.StartOneAsync(settings, number, count)));
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    public async Task<SiloReading> ReadAsync()
    {
        var pages = await Task.WhenAll(_silos.Select(PageAsync));
        var cpu = new CpuTimes(_silos.Sum(silo => ProcessTimes.Of(silo.Id)), ProcessTimes.WithChildren(_servers.DatabaseProcess), ProcessTimes.Of(_servers.Kafka.BrokerProcessId));
        var fewest = pages.Min(page => new MetricsReading([page]).Sum("partition_owned"));
        return new SiloReading(Stopwatch.GetTimestamp(), new MetricsReading(pages), cpu, _silos.Sum(WorkingSet), (int)fewest);
    }

    /// <summary>Looks twice a second until something is so.</summary>
    public async Task<SiloReading> WaitAsync(Predicate<SiloReading> condition)
    {
        while (true)
        {
            var reading = await ReadAsync();
            if (condition(reading))
                return reading;
            await NextLookAsync(reading);
        }
    }

    /// <summary>Has each silo collect all its garbage, and reads what is left.</summary>
    public async Task<SiloReading> CollectAsync()
    {
        const string Collections = "system_runtime_dotnet_gc_collections";
        const string Full = "gc_heap_generation=\"gen2\"";
        var before = await ReadAsync();
        await Task.WhenAll(_silos.Select(silo => HeapCollection.ForceAsync(silo.Id)));
        return await WaitAsync(reading => reading.Growth(before, Collections, Full) >= _silos.Length);
    }

    /// <summary>Stops them as Ctrl-C does: all is saved.</summary>
    public Task StopAsync() => Task.WhenAll(_silos.Select(silo => silo.StopAsync()));

    public static Task NextLookAsync(SiloReading last) => NextLookAsync(last, Look);

    /// <summary>Waits until some time has passed since a look.</summary>
    public static async Task NextLookAsync(SiloReading last, TimeSpan interval)
    {
        var left = interval - Stopwatch.GetElapsedTime(last.At);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static long WorkingSet(SiloProcess silo)
    {
        using var process = Process.GetProcessById(silo.Id);
        return process.WorkingSet64;
    }

    private static async Task<string> PageAsync(SiloProcess silo)
    {
        try
        {
            return await silo.Metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        }
        catch (HttpRequestException e)
        {
            var last = string.Join('\n', silo.Output.Split('\n').TakeLast(20));
            throw new InvalidOperationException($"The silo's metrics cannot be read: {e.Message}\n{last}", e);
        }
    }

    private Task<SiloProcess> StartOneAsync(IReadOnlyDictionary<string, string> settings, int number, int count)
    {
        var own = new Dictionary<string, string>(settings) { ["Cluster__SiloName"] = $"silo-{number}" };
        if (count == 1)
            own["Cluster__Single"] = "true";
        return SiloProcess.StartAsync(Program, Directory.CreateDirectory(Path.Combine(_folder, own["Cluster__SiloName"])).FullName, own);
    }
}
