using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Confluent.Kafka;
using Microsoft.Data.Sqlite;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>One silo for many tests: the broker in the process, which has headers and record times, SQLite, and settings of detection that are not the defaults.</summary>
public sealed class OneProcess : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HashSet<string> _done = [];
    private SiloProcess? _silo;
    private IProducer<byte[]?, byte[]?>? _producer;
    private DeadLetterReader? _deadLetters;

    public SiloProcess Silo => _silo!;

    public DeadLetterReader DeadLetters => _deadLetters!;

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Kafka__Demo"] = "false",
        ["Storage__CheckpointInterval"] = "00:00:00.250",
        ["MA_WINDOW_SIZE"] = "4",
        ["MA_THRESHOLD"] = "2",
        ["MA_THRESHOLD_KIND"] = "absolute",
        ["IF_BATCH_SIZE"] = "12",
        ["IF_CONTAMINATION"] = "0.2",
        ["IF_SMOOTHING_ALPHA"] = "0.75",
        ["IF_MIN_ANOMALY_CONSEC"] = "1",
    };

    public async ValueTask InitializeAsync()
    {
        _silo = await RealServers.StartSiloAsync(_folder, Settings);
        var brokers = (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "data", "kafka.address"))).Trim();
        _producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = brokers, MessageMaxBytes = 10_000_000, LingerMs = 0 })
            .SetKeySerializer(Serializers.ByteArray!).SetValueSerializer(Serializers.ByteArray!).Build();
        _deadLetters = new DeadLetterReader(new ConsumerConfig { BootstrapServers = brokers }, "metrics.deadletter", partitions: 4);
    }

    /// <summary>Whether this is the first to ask for that name.</summary>
    public bool Once(string name) => _done.Add(name);

    /// <summary>Sends a record; done once the broker has it.</summary>
    public Task<DeliveryResult<byte[]?, byte[]?>> SendAsync(int partition, byte[]? key, byte[]? value) =>
        _producer!.ProduceAsync(new TopicPartition("metrics", partition), new Message<byte[]?, byte[]?> { Key = key, Value = value }, TestContext.Current.CancellationToken);

    /// <summary>The row of a record in the table of dead letters.</summary>
    public async Task<(string Reason, string Detail, byte[]? Key, byte[] Head, long Size)?> FindRowAsync(int partition, long offset)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "data", "anomaly.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """select reason, detail, key, value_head, value_size from dead_letters where topic = 'metrics' and partition = @partition and "offset" = @offset""";
        command.Parameters.AddWithValue("@partition", partition);
        command.Parameters.AddWithValue("@offset", offset);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        return await reader.ReadAsync(TestContext.Current.CancellationToken)
            ? (reader.GetString(0), reader.GetString(1), await reader.IsDBNullAsync(2) ? null : (byte[])reader[2], (byte[])reader[3], reader.GetInt64(4))
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        _deadLetters?.Dispose();
        _producer?.Dispose();
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }

        _folder.Dispose();
    }
}
