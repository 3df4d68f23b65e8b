using Anomaly.Grains.Decoding;
using Anomaly.Grains.Interfaces.Ingestion;
using Anomaly.Grains.Producing;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Anomaly.Grains.Ingestion;

/// <summary>
/// Puts records that came by REST into the topic, each as one record, so that the broker takes all of it or nothing. One that holds
/// several series goes without a key; the owner of its partition then sends its series on, each once.
/// </summary>
[StatelessWorker, GrainType("ingest"), Reentrant]
internal sealed class IngestGrain(
    TopicProducer producer,
    UnreadBytes unread,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<IngestGrain> logger) : Grain, IIngestGrain
{
    private readonly RecordDecoder _decoder = new();
    private readonly SampleBuffer _samples = new();
    private readonly DecodeErrors _errors = new();

    /// <inheritdoc/>
    public async Task<IngestResult> PublishAsync(Immutable<byte[]> body, CancellationToken cancellationToken = default)
    {
        _samples.Clear();
        if (!_decoder.TryDecode(body.Value, time.GetUtcNow().ToUnixTimeMilliseconds(), _samples, _errors))
        {
            return new IngestResult(IngestOutcome.Invalid, 0, _errors.ToDictionary(), "The samples cannot be read; none was taken.");
        }

        var count = _samples.Count;
        var key = OnlySeries();
        if (options.Value.MaxUnreadBytes is > 0 and var limit && unread.Fullest() + body.Value.Length > limit)
        {
            return Failed(IngestOutcome.Unavailable, "The samples sent before are not read yet; send these again in a moment.");
        }

        try
        {
            var at = await producer.SendAsync(producer.Topic, key, body.Value).WaitAsync(options.Value.Timeout, time, cancellationToken);
            if (options.Value.MaxUnreadBytes > 0)
            {
                unread.Sent(at.Partition, at.Offset, body.Value.Length);
            }

            return new IngestResult(IngestOutcome.Accepted, count, new Dictionary<string, string[]>(), null);
        }
        catch (ProduceException<byte[]?, byte[]?> exception) when (TopicProducer.IsTooLarge(exception.Error))
        {
            return Failed(IngestOutcome.TooLarge, $"The body has {body.Value.Length} bytes, more than the broker takes as one record; send fewer samples at a time.");
        }
        catch (Exception exception) when (exception is KafkaException or TimeoutException)
        {
            Log.ProduceFailed(logger, producer.Topic, exception.Message);
            return Failed(IngestOutcome.Unavailable, "The broker does not take records now; send the samples again.");
        }
    }

    private static IngestResult Failed(IngestOutcome outcome, string detail) => new(outcome, 0, new Dictionary<string, string[]>(), detail);

    /// <summary>The id of the one series that the samples are of; null where they are of several.</summary>
    private byte[]? OnlySeries()
    {
        var first = _samples.SeriesUtf8(_samples[0]);
        for (var i = 1; i < _samples.Count; i++)
        {
            if (!_samples.SeriesUtf8(_samples[i]).SequenceEqual(first))
            {
                return null;
            }
        }

        return first.ToArray();
    }
}
