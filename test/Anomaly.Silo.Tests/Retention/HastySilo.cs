using Anomaly.Grains.Partitions;
using Anomaly.Silo.Hosting;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Confluent.Kafka;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anomaly.Silo.Tests.Retention;

/// <summary>The program on its own, in this process, whose owners remove series within seconds of their start, where their rows are old.</summary>
public sealed class HastySilo : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly TaskCompletionSource<IHostApplicationLifetime> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _metrics;
    private readonly Task<int> _run;
    private IProducer<byte[], byte[]>? _producer;

    private HastySilo(TempFolder folder, IEnumerable<string> settings)
    {
        _folder = folder;
        var ports = SiloProcess.FreePorts(3);
        _metrics = new HttpClient { BaseAddress = new Uri($"http://localhost:{ports[0]}") };
        string[] args =
        [
            $"--Storage:Path={Path.Combine(folder.Path, "data")}", "--Storage:CheckpointInterval=00:00:00.200", "--Kafka:Demo=false", "--Web:Enabled=false",
            $"--Web:MetricsPort={ports[0]}", $"--Cluster:SiloPort={ports[1]}", $"--Cluster:GatewayPort={ports[2]}", "--Logging:LogLevel:Anomaly=Warning", .. settings,
        ];
        _run = Task.Run(() => SiloHost.RunAsync(args, builder =>
        {
            builder.Services.Configure<PartitionOptions>(options => (options.RemovalGrace, options.HomeScanPause) = (TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(500)));
            builder.Services.AddHostedService(services =>
            {
                var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(() => _started.TrySetResult(lifetime));
                return new Nothing();
            });
        }));
    }

    /// <summary>Starts it with the data of the folder.</summary>
    public static async Task<HastySilo> StartAsync(TempFolder folder, params IEnumerable<string> settings)
    {
        var silo = new HastySilo(folder, settings);
        await Task.WhenAny(silo._started.Task, silo._run).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        if (silo._run.IsCompleted)
        {
            Assert.Fail($"The silo ended with {await silo._run}; standard error says why.");
        }

        var brokers = (await File.ReadAllTextAsync(Path.Combine(folder.Path, "data", "kafka.address"))).Trim();
        silo._producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = brokers, LingerMs = 0 }).Build();
        return silo;
    }

    /// <summary>Sends a record to partition 0.</summary>
    public async Task<long> SendAsync(string record) =>
        (await _producer!.ProduceAsync(new TopicPartition("metrics", 0), new() { Key = "k"u8.ToArray(), Value = System.Text.Encoding.UTF8.GetBytes(record) }, TestContext.Current.CancellationToken)).Offset.Value;

    /// <summary>Asks the database; null where there is no row.</summary>
    public async Task<object?> SqlAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "data", "anomaly.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The lines of <c>/metrics</c>.</summary>
    public async Task<string[]> MetricsAsync() =>
        (await _metrics.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).Split('\n');

    /// <summary>Stops it; what it had is saved.</summary>
    public async ValueTask DisposeAsync()
    {
        _producer?.Dispose();
        if (!_run.IsCompleted)
        {
            (await _started.Task).StopApplication();
        }

        await _run;
        _metrics.Dispose();
    }

    private sealed class Nothing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
