using Anomaly.Grains.Partitions;
using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Producing;

/// <summary>
/// The silo's producer, for dead letters, records sent again, and records that came by REST. One request is in flight a broker, so
/// that records of one caller keep their order even where a send is repeated.
/// </summary>
internal sealed class TopicProducer : IDisposable
{
    /// <summary>The broker decides what is too large, not the client.</summary>
    private const string MaxMessageBytes = "100000000";

    /// <summary>
    /// Shorter than a caller waits (<see cref="Ingestion.IngestOptions.Timeout"/>): what a caller was told to send again must not be
    /// sent by the client after all, once the broker is back.
    /// </summary>
    private const int MessageTimeoutMs = 8000;

    private readonly Lazy<IProducer<byte[]?, byte[]?>> _producer;
    private readonly TimeProvider _time;

    public TopicProducer(IOptionsMonitor<KafkaStreamOptions> options, TimeProvider time)
    {
        _time = time;
        Topic = options.Get(PartitionOptions.StreamProvider).Topic;
        _producer = new(() => Build(options.Get(PartitionOptions.StreamProvider)));
    }

    /// <summary>The topic that samples come in through.</summary>
    public string Topic { get; }

    /// <summary>Sends a record. Done once the broker has it.</summary>
    /// <exception cref="ProduceException{TKey, TValue}">The broker does not take it.</exception>
    public async Task<TopicPartitionOffset> SendAsync(string topic, byte[]? key, byte[]? value, Headers? headers = null)
    {
        var message = new Message<byte[]?, byte[]?> { Key = key!, Value = value!, Headers = headers };
        for (; ; )
        {
            var sent = new TaskCompletionSource<TopicPartitionOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                _producer.Value.Produce(topic, message, report =>
                {
                    if (report.Error.IsError)
                    {
                        sent.SetException(new ProduceException<byte[]?, byte[]?>(report.Error, report));
                    }
                    else
                    {
                        sent.SetResult(report.TopicPartitionOffset);
                    }
                });
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == Confluent.Kafka.ErrorCode.Local_QueueFull)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), _time); // the client's queue drains meanwhile
                continue;
            }

            return await sent.Task;
        }
    }

    /// <summary>Whether an error says that the broker will never take the record.</summary>
    public static bool IsTooLarge(Error error) =>
        error.Code is Confluent.Kafka.ErrorCode.MsgSizeTooLarge or Confluent.Kafka.ErrorCode.InvalidMsgSize;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_producer.IsValueCreated)
        {
            _producer.Value.Dispose();
        }
    }

    private static IProducer<byte[]?, byte[]?> Build(KafkaStreamOptions options) => KafkaProducerFactory.Create(options, config =>
    {
        config.Acks ??= Acks.All;
        config.LingerMs ??= 5;
        config.CompressionType ??= CompressionType.Lz4;
        config.MessageTimeoutMs ??= MessageTimeoutMs;
        config.MaxInFlight = 1;
        config.Set("message.max.bytes", MaxMessageBytes);
    });
}
