using System.Collections.Concurrent;
using Anomaly.Streaming.Kafka.Batches;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Anomaly.Streaming.Kafka.Reading;
using Anomaly.Streaming.Kafka.Topics;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>Makes each partition's cache and receiver. The agent asks for the cache first; both share what is made then.</summary>
internal sealed class KafkaAdapter(
    string provider, KafkaStreamOptions options, TopicIdentity identity, IStreamPositions positions, KafkaStreamControl control,
    TimeProvider time, ILogger logger) : IQueueAdapter, IQueueAdapterCache
{
    private readonly ConcurrentDictionary<QueueId, (PartitionBuffer Buffer, PartitionReader Reader)> _prepared = new();

    public string Name => provider;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException($"Kafka stream '{provider}' is for reading; write to topic '{options.Topic}' with a Kafka producer.");

    public IQueueCache CreateQueueCache(QueueId queueId)
    {
        var (buffer, reader) = Prepare(queueId);
        _prepared[queueId] = (buffer, reader);
        return new BatchCache(buffer, reader.Restart);
    }

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId)
    {
        if (!_prepared.TryRemove(queueId, out var prepared)) prepared = Prepare(queueId);
        return new KafkaPartitionReceiver(prepared.Reader, prepared.Buffer, control, logger);
    }

    private (PartitionBuffer Buffer, PartitionReader Reader) Prepare(QueueId queueId)
    {
        var partition = PartitionMapper.PartitionOf(queueId);
        // Random: a receiver's generations do not meet those of another, on this silo or elsewhere.
        var buffer = new PartitionBuffer(options.MaxUnreleasedBytes, Random.Shared.Next(1 << 30));
        var question = new StartQuestion(provider, partition, options, positions, identity, logger);
        return (buffer, new PartitionReader(provider, partition, options, buffer, question, time, logger));
    }
}
