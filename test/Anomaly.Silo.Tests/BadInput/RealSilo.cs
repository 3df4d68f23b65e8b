using System.Text;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Anomaly.Testing.Processes;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>One silo for many tests, on Apache Kafka, which has neither headers nor record times, and PostgreSQL.</summary>
public sealed class RealSilo(RealServers servers) : IAsyncLifetime
{
    public const int Partitions = 3;

    /// <summary>The most that the dead-letter topic takes as one record, with what the broker adds to it: a broker's usual limit.</summary>
    public const int DeadLetterLimit = 1_000_012;

    private const string TopicName = "hardship";

    private readonly TempFolder _folder = new();
    private Dictionary<string, string> _settings = [];
    private SiloProcess? _silo;
    private IProducer<byte[]?, byte[]?>? _producer;

    public SiloProcess Silo => _silo!;

    public ApacheKafka Kafka { get; private set; } = null!;

    public PostgresServer Postgres { get; private set; } = null!;

    public string Connection => _settings["POSTGRES_CONNECTION"];

    public static string Topic => TopicName;

    public Dictionary<string, string> Client => new(ApacheKafka.ClientSettings) { ["bootstrap.servers"] = Kafka.BootstrapServers, ["reconnect.backoff.max.ms"] = "500" };

    public async ValueTask InitializeAsync()
    {
        Kafka = await servers.KafkaAsync();
        Postgres = await servers.PostgresAsync();
        _settings = await servers.SettingsAsync(TopicName, Partitions, ("Storage__CheckpointInterval", "00:00:01"));
        await Kafka.CreateTopicAsync(TopicName + ".deadletter", 1, CancellationToken.None, $"max.message.bytes={DeadLetterLimit}");
        _silo = await RealServers.StartSiloAsync(_folder, _settings);
        _producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig(Client) { MessageMaxBytes = 4_000_000, LingerMs = 0 })
            .SetKeySerializer(Serializers.ByteArray!).SetValueSerializer(Serializers.ByteArray!).SetLogHandler((_, _) => { }).Build();
    }

    public Task<DeliveryResult<byte[]?, byte[]?>> SendAsync(int partition, byte[]? key, byte[]? value) =>
        _producer!.ProduceAsync(new TopicPartition(TopicName, partition), new Message<byte[]?, byte[]?> { Key = key, Value = value }, TestContext.Current.CancellationToken);

    /// <summary>Sends a sample of a series of its own and waits until it is saved.</summary>
    public async Task AssertGoesOnAsync(int partition, string series)
    {
        await SendAsync(partition, Encoding.UTF8.GetBytes(series), Encoding.UTF8.GetBytes($$"""{"series":"{{series}}","timestamp":1760000000,"value":1}"""));
        await Until.AnswersAsync(
            () => AnomalyTable.ScalarAsync(Connection, $"SELECT count(*) FROM anomaly.series WHERE series_id = '{series}'", TestContext.Current.CancellationToken),
            count => count == 1, $"'{series}' was taken and saved; the silo says:\n{Silo.Output}");
    }

    /// <summary>Waits for what <c>/readyz</c> says and for <c>worker_up</c> to say the same.</summary>
    public async Task<string> ReadyAsync(bool ready, string saying)
    {
        var (_, body) = await Until.AnswersAsync(
            () => Silo.GetAsync("/readyz"),
            answer => answer.Status == (ready ? 200 : 503) && answer.Body.Contains(saying, StringComparison.Ordinal),
            $"/readyz was {(ready ? "200" : "503")} and said '{saying}'");
        await Until.AnswersAsync(
            () => Silo.MetricAsync("worker_up", TestContext.Current.CancellationToken), up => up == (ready ? 1 : 0), $"worker_up was {(ready ? 1 : 0)}");
        return body;
    }

    /// <summary>Waits until all that a load must give is in the database, and that it is that and no more.</summary>
    public async Task AssertAnomaliesAsync(Load load, int seed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var expected = SequentialFold.Anomalies(load.Samples()).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(expected);
        await Until.AnswersAsync(OwnAsync, found => found.Length >= expected.Length, $"{expected.Length} anomalies of the load were saved; the silo says:\n{Silo.Output}");
        await WaitUntilSavedAsync();
        Assert.Equal(expected, await OwnAsync());
        Assert.Equal(0, await Silo.MetricAsync("anomaly_conflicts_total", cancellationToken));

        async Task<string[]> OwnAsync() =>
            [.. (await AnomalyTable.ReadAsync(Connection, cancellationToken)).Where(line => line.StartsWith($"load.{seed}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The progress in the database is at the end of each partition's log.</summary>
    public async Task WaitUntilSavedAsync()
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig(Client) { GroupId = "looker" }).SetLogHandler((_, _) => { }).Build();
        var end = Enumerable.Range(0, Partitions).Sum(partition => consumer.QueryWatermarkOffsets(new(TopicName, partition), TimeSpan.FromSeconds(10)).High.Value);
        await Until.AnswersAsync(
            () => AnomalyTable.ScalarAsync(Connection, "SELECT coalesce(sum(next_offset), 0) FROM anomaly.partition_progress", TestContext.Current.CancellationToken),
            next => next >= end, $"all was saved; the silo says:\n{Silo.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        _producer?.Dispose();
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }

        _folder.Dispose();
    }
}
