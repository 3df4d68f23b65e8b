using Anomaly.Streaming.Kafka.Batches;
using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>
/// Reads one partition on a thread of its own: asks where to start, reads a stretch from there, and asks again after each restart and
/// each offset that the log does not hold.
/// </summary>
internal sealed class PartitionReader : IAsyncDisposable
{
    private readonly KafkaStreamOptions _options;
    private readonly TopicPartition _partition;
    private readonly PartitionBuffer _buffer;
    private readonly StartQuestion _question;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Outage _outage;
    private readonly BatchBuilder _builder;
    private readonly LagCommit _commit;
    private readonly LogEnd _log;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource? _asking;
    private long _position = -1;

    public PartitionReader(string provider, int partition, KafkaStreamOptions options, PartitionBuffer buffer, StartQuestion question, TimeProvider time, ILogger logger)
    {
        Provider = provider;
        _options = options;
        _partition = new TopicPartition(options.Topic, partition);
        _buffer = buffer;
        _question = question;
        _time = time;
        _logger = logger;
        _outage = new Outage(provider, partition, options.BootstrapServers, time, logger);
        _builder = new BatchBuilder(provider, partition, options, time);
        _commit = new LagCommit(provider, _partition, logger);
        _log = new LogEnd(_partition, time);
    }

    public string Provider { get; }

    public int Partition => _partition.Partition.Value;

    public KafkaPartitionStatus Status => new(
        Provider, _options.Topic, Partition, Position, _log.High, _buffer.UnreleasedBytes, _outage.Error ?? _question.Error, _log.SinceHeard, _log.Resting);

    private long? Position => Interlocked.Read(ref _position) is >= 0 and var position ? position : null;

    public void Start() => new Thread(Run) { IsBackground = true, Name = $"kafka {_options.Topic}/{Partition}" }.Start();

    /// <summary>Ends the thread that <see cref="Start"/> started; completes when it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _buffer.WakeReader();
        await _ended.Task;
        _stop.Dispose();
    }

    public void Restart(string reason)
    {
        Log.Restarting(_logger, Provider, Partition, reason);
        lock (_gate)
        {
            Interlocked.Exchange(ref _position, -1);
            _buffer.Restart();
            // Asynchronous: what the user hangs on the token must not run under the lock.
            _ = _asking?.CancelAsync();
        }
    }

    public void Release(KafkaBatch batch) => _buffer.Release(batch);

    public int Generation => _buffer.Generation;

    public bool HasRead(KafkaBatch batch) => _buffer.HasRead(batch);

    public void Commit(long nextOffset) => _commit.Request(nextOffset);

    private void Run()
    {
        var pause = new Pause();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var consumer = Build();
                Read(consumer);
            }
            catch (Exception exception)
            {
                // Whatever it was: without a reader the partition would stand still for good.
                Log.ReaderFailed(_logger, exception, Provider, Partition);
                _outage.Begin(exception.Message);
                Restart("the reader failed");
                _buffer.WaitForChange(pause.Next());
            }
        }
        End();
    }

    private void End()
    {
        if (_ended.TrySetResult()) Log.Ended(_logger, Provider, Partition, Position);
    }

    private IConsumer<Slice, Slice> Build() => new ConsumerBuilder<Slice, Slice>(KafkaClientConfig.ForConsumer(_options))
        .SetKeyDeserializer(_builder.Slab)
        .SetValueDeserializer(_builder.Slab)
        .SetErrorHandler((_, error) => _outage.Suspect(error))
        .SetOffsetsCommittedHandler((_, offsets) => _commit.Done(offsets))
        .SetLogHandler((_, message) => Log.Client(_logger, Provider, message.Facility, message.Message))
        .Build();

    private void Read(IConsumer<Slice, Slice> consumer)
    {
        var pause = new Pause();
        while (!_stop.IsCancellationRequested)
        {
            var generation = _buffer.Generation;
            if (AskStart(consumer, generation) is not { } start) continue;
            consumer.Assign(new TopicPartitionOffset(_partition, start));
            var stretch = new Stretch(consumer, generation, _builder, _buffer, _log, _outage, _commit, next => MoveTo(next, generation), _time, _logger, Provider, _partition);
            var reason = stretch.Run(start, _stop.Token);
            _commit.Store(consumer);
            consumer.Unassign();
            if (stretch.Moved) pause.Reset();
            if (reason is null) continue;
            Restart(reason);
            // An answer that is wrong each time must not be asked for without a pause.
            if (!stretch.Moved && pause.Next() is var length && length > TimeSpan.FromMilliseconds(100)) _buffer.WaitForChange(length);
        }
        // Closing sends the last commit. Where nobody answers, even the client's disposal waits for that, so the end is told before it.
        if (_outage.Error is null) consumer.Close();
        End();
    }

    private long? AskStart(IConsumer<Slice, Slice> consumer, int generation)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        lock (_gate)
        {
            // A restart before this has counted the generation up, one after it cancels the question.
            if (_buffer.Generation != generation) return null;
            _asking = asking;
        }
        try
        {
            var pause = new Pause();
            while (!asking.IsCancellationRequested)
            {
                if (AskOnce(consumer, generation, pause.Length, asking.Token) is var (start, low, high))
                {
                    if (!MoveTo(start, generation)) return null;
                    Log.Reading(_logger, Provider, Partition, start, low, high, generation);
                    return start;
                }
                _buffer.WaitForChange(pause.Next());
            }
        }
        catch (OperationCanceledException)
        {
            // Restarted or ended while the user was asked.
        }
        finally
        {
            lock (_gate) _asking = null;
        }
        return null;
    }

    /// <summary>
    /// Asks where to start. The user may take long to answer, and others may read on meanwhile: an answer beyond the end that was read
    /// before it says nothing. Only where an end that was read after the answer lies below it, the user is told so.
    /// </summary>
    private (long Start, long Low, long High)? AskOnce(IConsumer<Slice, Slice> consumer, int generation, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (QueryLog(consumer, pause) is not { } log || _question.Ask(log.Low, log.High, generation, null, cancellationToken) is not { } start) return null;
        if (start <= log.High) return (start, log.Low, log.High);
        if (QueryLog(consumer, pause) is not { } now) return null;
        if (start <= now.High) return (start, now.Low, now.High);
        return _question.Ask(now.Low, now.High, generation, start, cancellationToken) is { } other ? (other, now.Low, now.High) : null;
    }

    private (long Low, long High)? QueryLog(IConsumer<Slice, Slice> consumer, TimeSpan pause)
    {
        try
        {
            // Cannot be cancelled, so it begins short; a broker far away is given more each time.
            var patience = 5 * pause;
            var log = _log.Ask(consumer, patience < TimeSpan.FromSeconds(3) ? patience : TimeSpan.FromSeconds(3));
            _outage.End();
            return log;
        }
        catch (KafkaException exception)
        {
            _outage.Begin(exception.Error.Reason);
            return null;
        }
    }

    private bool MoveTo(long position, int generation)
    {
        lock (_gate)
        {
            if (_buffer.Generation != generation) return false;
            Interlocked.Exchange(ref _position, position);
            return true;
        }
    }
}
