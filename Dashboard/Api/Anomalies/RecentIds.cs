namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>The last ids that were sent, to spare a client the most repeats; bounded, so it may forget some.</summary>
internal sealed class RecentIds(int capacity)
{
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = new();

    /// <returns>False where the id is known.</returns>
    public bool Add(Guid id)
    {
        if (!_known.Add(id))
            return false;

        _order.Enqueue(id);
        if (_order.Count > capacity)
            _known.Remove(_order.Dequeue());

        return true;
    }
}
