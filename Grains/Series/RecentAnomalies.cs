namespace Anomaly.Grains.Series;

/// <summary>The ids of the newest anomalies of a series by event time, so that charts can link their points; for display only.</summary>
internal sealed class RecentAnomalies
{
    private const int Kept = 16;

    private readonly Queue<(long TimestampMs, Guid Id)> _newest = new(4);

    public void Add(long timestampMs, Guid id)
    {
        if (_newest.Count == Kept)
        {
            _newest.Dequeue();
        }

        _newest.Enqueue((timestampMs, id));
    }

    public Guid? At(long timestampMs)
    {
        foreach (var (at, id) in _newest)
        {
            if (at == timestampMs)
            {
                return id;
            }
        }

        return null;
    }
}
