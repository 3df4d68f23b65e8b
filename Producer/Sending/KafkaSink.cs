using Confluent.Kafka;

namespace Anomaly.Producer.Sending;

/// <summary>
/// Sends records to a topic. Nothing is dropped: a full queue, or a consumer that is too far behind, makes the sender wait.
/// </summary>
internal sealed class KafkaSink : IRecordSink
{
    private const int MaxInFlight = 100_000;

    private readonly IProducer<byte[], byte[]> _producer;
    private readonly UnreadLimiter? _limiter;
    private readonly TimeProvider _time;
    private readonly string _topic;
    private readonly Action<DeliveryReport<byte[], byte[]>> _onDelivery;
    private readonly DrainSignal _drained = new();
    private string? _fatal;
    private int _inFlight;

    private KafkaSink(IProducer<byte[], byte[]> producer, Traffic traffic, UnreadLimiter? limiter, KafkaSinkOptions options, TimeProvider time)
    {
        (_producer, Traffic, _limiter, _topic, _time) = (producer, traffic, limiter, options.Topic, time);
        _onDelivery = OnDelivery;
    }

    public Traffic Traffic { get; }

    /// <summary>Unread bytes of the fullest partition; null where no limit is set.</summary>
    public long? UnreadBytes => _limiter?.UnreadBytes;

    /// <summary>Opens a sink to a broker that answers and has the topic.</summary>
    /// <exception cref="BrokerException">It does not, within the time.</exception>
    /// <exception cref="InvalidSettingException">The client does not take a setting.</exception>
    public static async Task<KafkaSink> OpenAsync(KafkaSinkOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var traffic = new Traffic();
        KafkaSink? sink = null;
        var producer = Clients.BuildProducer(options, error =>
        {
            // That all brokers are down follows the error that says why.
            if (error.Code != ErrorCode.Local_AllBrokersDown || traffic.LastError is null)
                traffic.Note(error.Reason);
            if (error.IsFatal)
                sink?.Fail(error);
        });
        try
        {
            var partitions = await Clients.FindTopicAsync(producer, options, traffic, time, cancellationToken).ConfigureAwait(false);
            var limiter = options.MaxUnreadBytes > 0
                ? new UnreadLimiter(
                    new UnreadLimiterOptions
                    {
                        BootstrapServers = options.Address.Servers,
                        Topic = options.Topic,
                        Partitions = partitions,
                        Group = options.Group,
                        MaxUnreadBytes = options.MaxUnreadBytes,
                        Settings = options.Settings,
                        StallNotice = options.StallNotice,
                        Notice = options.Notice,
                    },
                    time)
                : null;
            sink = new KafkaSink(producer, traffic, limiter, options, time);
            return sink;
        }
        catch
        {
            producer.Dispose();
            throw;
        }
    }

    public ValueTask SendAsync(byte[]? key, byte[] value, CancellationToken cancellationToken)
    {
        var size = value.Length + (key?.Length ?? 0);
        return _fatal is null && _inFlight < MaxInFlight && (_limiter is null || _limiter.TryReserve(size))
            ? TryProduce(key, value, size) ? ValueTask.CompletedTask : SendWhenRoomAsync(key, value, size, reserved: true, cancellationToken)
            : SendWhenRoomAsync(key, value, size, reserved: false, cancellationToken);
    }

    public async Task FlushAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience, _time);
        try
        {
            await Task.Run(() => _producer.Flush(deadline.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Disposing ends the rest without a report.
            if (Volatile.Read(ref _inFlight) is > 0 and var left)
                Traffic.CountFailed($"no answer from the broker within {patience.TotalSeconds:0} s of flushing", left);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_limiter is not null)
            await _limiter.DisposeAsync().ConfigureAwait(false);
        await Task.Run(_producer.Dispose).ConfigureAwait(false);
    }

    private async ValueTask SendWhenRoomAsync(byte[]? key, byte[] value, int size, bool reserved, CancellationToken cancellationToken)
    {
        ThrowIfFatal();
        if (!reserved && _limiter is not null)
            await _limiter.ReserveAsync(size, cancellationToken).ConfigureAwait(false);
        try
        {
            while (_inFlight >= MaxInFlight || !TryProduce(key, value, size))
            {
                ThrowIfFatal();
                await WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _limiter?.Release(size);
            throw;
        }
    }

    private void ThrowIfFatal()
    {
        if (_fatal is { } fatal)
            throw new BrokerException($"the broker takes no more: {fatal}");
    }

    private bool TryProduce(byte[]? key, byte[] value, int size)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            _producer.Produce(_topic, new Message<byte[], byte[]> { Key = key!, Value = value }, _onDelivery);
            Traffic.CountSent();
            return true;
        }
        catch (ProduceException<byte[], byte[]> e)
        {
            Interlocked.Decrement(ref _inFlight);
            if (e.Error.Code == ErrorCode.Local_QueueFull)
                return false;
            if (e.Error.IsFatal || e.Error.Code == ErrorCode.Local_Fatal)
            {
                Fail(e.Error);
                return false;
            }

            // This record alone is wrong, most often too large.
            _limiter?.Release(size);
            Traffic.CountSent();
            Traffic.CountFailed(e.Error.Reason);
            return true;
        }
    }

    private Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var inFlight = Volatile.Read(ref _inFlight);
        return inFlight == 0
            ? Task.Delay(1, cancellationToken) // the client counts a record until just after its report
            : _drained.WaitAsync(inFlight * 3 / 4, () => Volatile.Read(ref _inFlight), cancellationToken);
    }

    private void OnDelivery(DeliveryReport<byte[], byte[]> report)
    {
        var size = (report.Message.Value?.Length ?? 0) + (report.Message.Key?.Length ?? 0);
        if (report.Error.IsError)
        {
            _limiter?.Release(size);
            Traffic.CountFailed(report.Error.Reason);
        }
        else
        {
            _limiter?.Delivered(report.Partition.Value, report.Offset.Value, size);
            Traffic.CountDelivered(size);
        }

        _drained.Signal(Interlocked.Decrement(ref _inFlight));
    }

    private void Fail(Error error)
    {
        _fatal = error.Code == ErrorCode.Local_UnsupportedFeature
            ? $"{error.Reason}; an old broker needs --set enable.idempotence=false"
            : error.Reason;
        Traffic.Note(_fatal);
        _drained.SignalAll();
    }
}
