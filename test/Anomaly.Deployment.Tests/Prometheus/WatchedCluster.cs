using System.Globalization;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Processes;
using Confluent.Kafka;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>A busy silo on Apache Kafka and PostgreSQL, with samples that never end and anomalies among them, and a Prometheus that watches it.</summary>
public sealed class WatchedCluster(RealServers servers) : IAsyncLifetime
{
    private const string Topic = "watched";
    private const string Healthy = "cluster:anomaly_events:rate10m > 0 and cluster:metrics_processed:rate5m > 0 and cluster:partition_owned:missing == 0 and on (cluster) worker_up == 1";
    private const int Series = 12;
    private const int OrdinaryInARow = 20;

    private readonly List<IDisposable> _folders = [];
    private readonly List<SiloProcess> _silos = [];
    private readonly CancellationTokenSource _stopping = new();
    private Dictionary<string, string> _settings = [];
    private IProducer<string, string>? _producer;
    private PrometheusServer? _prometheus;
    private Task _load = Task.CompletedTask;

    /// <summary>The silo that lives as long as the tests.</summary>
    internal SiloProcess Silo => _silos[0];

    internal PrometheusServer Prometheus => _prometheus!;

    /// <summary>The alerts that were there, pending or firing, and stayed, before any test did something; empty where there were none.</summary>
    internal string RaisedWhenHealthy { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _prometheus = await PrometheusServer.StartAsync();
        var kafka = await servers.KafkaAsync();
        _settings = await servers.SettingsAsync(Topic, 4, ("Storage__CheckpointInterval", "00:00:01"));
        _producer = new ProducerBuilder<string, string>(new ProducerConfig(new Dictionary<string, string>(ApacheKafka.ClientSettings) { ["bootstrap.servers"] = kafka.BootstrapServers })
        { LingerMs = 5 }).SetLogHandler((_, _) => { }).Build();
        await AddSiloAsync();
        _load = Task.Run(SendAsync);
        await Until.AnswersAsync(
            () => Prometheus.QueryAsync(Healthy), found => found.Length == 1, $"Prometheus saw a cluster at work; the silo says:\n{Silo.Output}");
        await Prometheus.EvaluateAsync();
        try
        {
            // What was pending while the silo started goes with the next evaluation.
            await Until.AnswersAsync(
                async () => string.Join('\n', await Prometheus.AlertsAsync()), alerts => alerts.Length == 0, "a healthy cluster had no alert", TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException exception)
        {
            RaisedWhenHealthy = exception.Message;
        }
    }

    /// <summary>Starts one more silo of the cluster and has it watched.</summary>
    internal async Task<SiloProcess> AddSiloAsync()
    {
        var folder = new TempFolder();
        _folders.Add(folder);
        // Its own ports: the settings have those of the first.
        var settings = _settings.Where(setting => _silos.Count == 0 || setting.Key is not ("Cluster__SiloPort" or "Cluster__GatewayPort")).ToDictionary();
        var silo = await RealServers.StartSiloAsync(folder, settings);
        _silos.Add(silo);
        await Prometheus.WatchAsync(silo);
        return silo;
    }

    /// <summary>Sends a record as it is.</summary>
    internal Task SendAsync(string key, string value) =>
        _producer!.ProduceAsync(Topic, new Message<string, string> { Key = key, Value = value }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _load;
        _producer?.Dispose();
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        if (_prometheus is not null)
        {
            await _prometheus.DisposeAsync();
        }

        _folders.ForEach(folder => folder.Dispose());
        _stopping.Dispose();
    }

    /// <summary>Each series every 100 ms; one sample in some is far from the others.</summary>
    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            for (var step = 0; await timer.WaitForNextTickAsync(_stopping.Token); step++)
            {
                for (var series = 0; series < Series; series++)
                {
                    var value = (step + series) % OrdinaryInARow == OrdinaryInARow - 1 ? 500 : step % 5;
                    var record = string.Create(CultureInfo.InvariantCulture, $$"""{"series":"watched.{{series}}","timestamp":{{1_760_000_000_000 + (step * 1000L)}},"value":{{value}}}""");
                    _producer!.Produce(Topic, new Message<string, string> { Key = $"watched.{series}", Value = record });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The tests are over.
        }
    }
}
