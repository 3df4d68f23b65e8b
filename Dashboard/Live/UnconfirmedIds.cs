namespace Anomaly.Dashboard.Live;

/// <summary>The ids of anomalies that the live feed told of and did not confirm yet; bounded, so it may forget the oldest.</summary>
internal sealed class UnconfirmedIds(int capacity)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();

    public bool Contains(Guid id)
    {
        lock (_lock)
            return _ids.Contains(id);
    }

    public void Note(Guid id, bool durable)
    {
        lock (_lock)
        {
            if (durable)
            {
                _ids.Remove(id);
                return;
            }

            if (!_ids.Add(id))
                return;

            _order.Enqueue(id);
            while (_order.Count > capacity)
                _ids.Remove(_order.Dequeue());
        }
    }
}
