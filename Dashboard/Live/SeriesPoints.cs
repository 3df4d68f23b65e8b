using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Live;

/// <summary>The newest points of a series, put together of updates without gaps or repeats. Not thread-safe.</summary>
internal sealed class SeriesPoints(int capacity)
{
    private readonly List<ScoredPoint> _points = [];

    /// <summary>The life that <see cref="Number"/> was counted in; empty at first.</summary>
    public Guid Activation { get; private set; }

    /// <summary>How many points that life has had, as far as they were heard of.</summary>
    public long Number { get; private set; }

    /// <summary>All points, oldest first.</summary>
    public ScoredPoint[] All => [.. _points];

    /// <summary>Whether an update begins where these points end, or repeats them; else what lies between must be asked for.</summary>
    public bool Continues(SeriesUpdate update) =>
        update.Activation == Activation && update.Number - update.Points.Length <= Number;

    /// <summary>Takes an update in: the answer to a question, or one that <see cref="Continues"/>.</summary>
    /// <returns>What was added; or, where a new life changed what was there, all points.</returns>
    public (bool Reset, ScoredPoint[] Points) Take(SeriesUpdate update)
    {
        if (update.Activation == Activation)
        {
            var missing = (int)Math.Clamp(update.Number - Number, 0, update.Points.Length);
            Number = Math.Max(Number, update.Number);
            return (false, Add(update.Points[^missing..]));
        }

        (Activation, Number) = (update.Activation, update.Number);
        return Merge(update.Points);
    }

    private ScoredPoint[] Add(ScoredPoint[] points)
    {
        _points.AddRange(points);
        if (_points.Count > capacity)
            _points.RemoveRange(0, _points.Count - capacity);

        return points;
    }

    /// <summary>A new life may begin before where the last one ended, and brings the same points again: its points stand, and what is older.</summary>
    private (bool Reset, ScoredPoint[] Points) Merge(ScoredPoint[] points)
    {
        if (points.Length == 0)
            return (false, []);

        if (_points.Count == 0)
            return (true, [.. Add(points)]);

        var before = All;
        var anomalies = AnomaliesOf(before);
        var merged = before.Where(point => point.Timestamp < points[0].Timestamp)
            .Concat(points.Select(point => point.AnomalyId is null && anomalies.TryGetValue((point.Timestamp, point.Value), out var id) ? point with { AnomalyId = id } : point))
            .ToArray();
        _points.Clear();
        if (merged.Length >= before.Length && merged.AsSpan(0, before.Length).SequenceEqual(before))
        {
            Add(merged);
            return (false, merged[before.Length..]);
        }

        Add(merged);
        return (true, All);
    }

    /// <summary>A series that moved or came back does not remember the ids of its anomalies; whoever watched does.</summary>
    private static Dictionary<(DateTimeOffset, double), Guid> AnomaliesOf(ScoredPoint[] points)
    {
        var anomalies = new Dictionary<(DateTimeOffset, double), Guid>();
        foreach (var point in points)
        {
            if (point.AnomalyId is { } id)
                anomalies[(point.Timestamp, point.Value)] = id;
        }

        return anomalies;
    }
}
