using Anomaly.Streaming.Kafka.Batches;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>
/// The offset that lag tools see. Asked for from anywhere; stored with the client by the reading thread; sent by the client in the
/// background. A run of failures is logged once.
/// </summary>
internal sealed class LagCommit(string provider, TopicPartition partition, ILogger logger)
{
    private long _requested = -1;
    private long _stored = -1;
    private bool _failing;

    public void Request(long nextOffset) => Interlocked.Exchange(ref _requested, nextOffset);

    /// <summary>Stores what was asked for last. The partition must be assigned.</summary>
    public void Store(IConsumer<Slice, Slice> consumer)
    {
        var requested = Interlocked.Read(ref _requested);
        if (requested == _stored) return;
        _stored = requested;
        try
        {
            consumer.StoreOffset(new TopicPartitionOffset(partition, requested));
        }
        catch (KafkaException exception)
        {
            Failed(exception.Error);
        }
    }

    /// <summary>The client's answer to a commit. Comes on the reading thread.</summary>
    public void Done(CommittedOffsets offsets)
    {
        var error = offsets.Error.IsError ? offsets.Error : offsets.Offsets.FirstOrDefault(offset => offset.Error.IsError)?.Error;
        // Nothing to commit is no failure.
        if (error is null || error.Code == ErrorCode.Local_NoOffset) _failing = false;
        else Failed(error);
    }

    private void Failed(Error error)
    {
        if (!_failing) Log.CommitFailed(logger, provider, partition.Partition.Value, error.Reason);
        _failing = true;
    }
}
