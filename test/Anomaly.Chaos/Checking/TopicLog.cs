using Confluent.Kafka;

namespace Anomaly.Chaos.Checking;

/// <summary>The topic as a plain consumer sees it: the truth that the service is held against.</summary>
internal sealed class TopicLog(IReadOnlyDictionary<string, string> client, string topic, int partitions)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The offset that each partition's next record would get.</summary>
    public long[] ReadEnds()
    {
        using var consumer = Build();
        return [.. Enumerable.Range(0, partitions).Select(partition => consumer.QueryWatermarkOffsets(new(topic, partition), Patience).High.Value)];
    }

    /// <summary>All records of all partitions, in offset order in each.</summary>
    public IEnumerable<LogRecord> ReadAll()
    {
        var ends = ReadEnds();
        using var consumer = Build();
        for (var partition = 0; partition < partitions; partition++)
        {
            consumer.Assign(new TopicPartitionOffset(topic, partition, Offset.Beginning));
            for (var next = 0L; next < ends[partition];)
            {
                var record = consumer.Consume(Patience) ?? throw new TimeoutException($"partition {partition} gives no record at offset {next} of {ends[partition]}");
                next = record.Offset.Value + 1;
                yield return new LogRecord(partition, record.Offset.Value, record.Message.Value);
            }
        }
    }

    private IConsumer<Ignore, string> Build() =>
        new ConsumerBuilder<Ignore, string>(new ConsumerConfig(new Dictionary<string, string>(client)) { GroupId = "chaos-checker", EnableAutoCommit = false })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
}
