using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Interfaces.Watching;

/// <summary>A bounded queue for one reader. Where it is full, the oldest event that is not durable goes, else the oldest.</summary>
internal sealed class EventBuffer(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Order, AnomalyEvent Event)> _durable = new();
    private readonly Queue<(long Order, AnomalyEvent Event)> _provisional = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _order;

    /// <returns>False where a durable event had to go.</returns>
    public bool Add(ReadOnlySpan<AnomalyEvent> events)
    {
        var complete = true;
        lock (_lock)
        {
            foreach (var item in events)
            {
                (item.Durable ? _durable : _provisional).Enqueue((_order++, item));
                if (_durable.Count + _provisional.Count > capacity && !_provisional.TryDequeue(out _))
                {
                    _durable.Dequeue();
                    complete = false;
                }
            }
        }

        _signal.Writer.TryWrite(true);
        return complete;
    }

    public async ValueTask<AnomalyEvent> TakeAsync(CancellationToken cancellationToken)
    {
        AnomalyEvent? item;
        while (!TryTake(out item))
            await _signal.Reader.ReadAsync(cancellationToken);

        cancellationToken.ThrowIfCancellationRequested();
        return item;
    }

    private bool TryTake([NotNullWhen(true)] out AnomalyEvent? item)
    {
        lock (_lock)
        {
            var provisionalFirst = _provisional.TryPeek(out var provisional)
                && (!_durable.TryPeek(out var durable) || provisional.Order < durable.Order);
            var found = (provisionalFirst ? _provisional : _durable).TryDequeue(out var next);
            item = next.Event;
            return found;
        }
    }
}
