using System.Runtime.CompilerServices;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>
/// Between the reading thread and the pulling agent: batches that are ready, how many the agent holds, and the bytes that were not
/// released yet. Thread-safe. A restart voids all of it.
/// </summary>
internal sealed class PartitionBuffer(long maxUnreleasedBytes, int firstGeneration)
{
    /// <summary>How many batches the agent may hold: enough that a delivery never waits for the next, few enough that the rest grow together.</summary>
    private const int MaxHeld = 2;

    private readonly Lock _gate = new();
    private readonly Queue<KafkaBatch> _ready = [];
    private readonly Dictionary<long, long> _unreleased = [];
    private readonly object _reader = new();
    private TaskCompletionSource? _arrival;
    private bool _readerWoken;
    private readonly int _firstGeneration = firstGeneration;
    private volatile int _generation = firstGeneration;
    private long _unreleasedBytes;
    private int _held;

    public int Generation => _generation;

    public long UnreleasedBytes => Interlocked.Read(ref _unreleasedBytes);

    public bool IsFull => UnreleasedBytes >= maxUnreleasedBytes;

    /// <summary>Whether the agent has taken all that was ready: a batch that is being gathered need not wait any longer.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_gate) return _ready.Count == 0;
        }
    }

    /// <summary>Voids everything and counts the generation up.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _generation++;
            _ready.Clear();
            _unreleased.Clear();
            Interlocked.Exchange(ref _unreleasedBytes, 0);
            _held = 0;
        }
        WakeReader();
    }

    /// <summary>Adds a batch, unless a restart came before.</summary>
    public bool TryAdd(KafkaBatch batch)
    {
        lock (_gate)
        {
            if (batch.Generation != _generation) return false;
            var size = SizeOf(batch);
            _unreleased[batch.From] = size;
            Interlocked.Add(ref _unreleasedBytes, size);
            _ready.Enqueue(batch);
            WakeAgent();
            return true;
        }
    }

    /// <summary>Takes what is ready; waits for it a while, without a thread, where nothing is. Ends the wait without an exception.</summary>
    public async Task<IList<IBatchContainer>> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var taken = Take(out var arrival);
        if (taken.Count > 0) return taken;
        await arrival.WaitAsync(patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return Take(out _);
    }

    /// <summary>Says how many batches the agent still holds.</summary>
    public void Delivered(int generation, int held)
    {
        lock (_gate)
        {
            if (generation != _generation) return;
            _held = held;
            if (_ready.Count > 0) WakeAgent();
        }
    }

    public bool Release(KafkaBatch batch)
    {
        lock (_gate)
        {
            if (batch.Generation != _generation || !_unreleased.Remove(batch.From, out var size)) return false;
            Interlocked.Add(ref _unreleasedBytes, -size);
        }
        WakeReader();
        return true;
    }

    /// <summary>Whether a batch passed through here, before a restart or after it.</summary>
    public bool HasRead(KafkaBatch batch) => batch.Generation >= _firstGeneration && batch.Generation <= _generation;

    /// <summary>Waits, on the reading thread, until the agent takes or releases something, a restart or the end.</summary>
    public void WaitForChange(TimeSpan patience)
    {
        lock (_reader)
        {
            if (!_readerWoken) Monitor.Wait(_reader, patience);
            _readerWoken = false;
        }
    }

    public void WakeReader()
    {
        lock (_reader)
        {
            _readerWoken = true;
            Monitor.Pulse(_reader);
        }
    }

    private List<IBatchContainer> Take(out Task arrival)
    {
        var taken = new List<IBatchContainer>();
        lock (_gate)
        {
            while (_held < MaxHeld && _ready.TryDequeue(out var batch))
            {
                taken.Add(batch);
                _held++;
            }
            // Continuations must not run under the reading thread.
            arrival = (_arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
        // What is being gathered need not wait any longer.
        if (taken.Count > 0) WakeReader();
        return taken;
    }

    private void WakeAgent()
    {
        _arrival?.TrySetResult();
        _arrival = null;
    }

    private static long SizeOf(KafkaBatch batch) => batch.Data.Length + ((long)batch.Records.Length * Unsafe.SizeOf<KafkaRecord>());
}
