namespace Watcher;

/// <summary>Knows the anomalies that came lately.</summary>
internal sealed class RecentIds
{
    private const int Kept = 10_000;

    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = new();

    /// <summary>Takes note of one; false where it is known.</summary>
    public bool Add(Guid id)
    {
        if (!_known.Add(id))
            return false;

        _order.Enqueue(id);
        if (_order.Count > Kept)
            _known.Remove(_order.Dequeue());
        return true;
    }
}
