using Anomaly.Dashboard.Ui.Charts;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>
/// What the charts of a series show: points in the order of time, and on them the anomalies that are about them. A point that comes
/// last is merely added; what changes an older one makes the charts <see cref="IsStale"/>.
/// </summary>
public sealed class SeriesTrace(int most)
{
    private const int MostMarks = 4096;
    private const double HighestScore = 60_000;

    private readonly List<ScoredPoint> _points = [];
    private readonly Dictionary<DateTimeOffset, AnomalyMark> _marks = [];

    /// <summary>How many points there are.</summary>
    public int Count => _points.Count;

    /// <summary>Whether the charts show something else than what is here.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Takes these points instead of those that are here.</summary>
    public void Reset(IEnumerable<ScoredPoint> points)
    {
        _points.Clear();
        _points.AddRange(points.OrderBy(point => point.Timestamp).TakeLast(most));
        IsStale = true;
    }

    /// <summary>Adds points.</summary>
    /// <returns>Those that the charts may add at their end; none where they have to be drawn anew, because one is older than what they show.</returns>
    public IReadOnlyList<ScoredPoint> Add(IReadOnlyList<ScoredPoint> points)
    {
        var inOrder = true;
        var last = _points.Count == 0 ? DateTimeOffset.MinValue : _points[^1].Timestamp;
        foreach (var point in points)
        {
            inOrder &= point.Timestamp >= last;
            last = point.Timestamp;
        }

        if (!inOrder)
        {
            Reset([.. _points, .. points]);
            return [];
        }

        _points.AddRange(points);
        if (_points.Count > most)
            _points.RemoveRange(0, _points.Count - most);

        return points;
    }

    /// <summary>Puts anomalies on the points that they are about, now or once those come.</summary>
    public void Mark(IEnumerable<AnomalyRecord> anomalies)
    {
        foreach (var anomaly in anomalies)
        {
            if (_marks.TryGetValue(anomaly.Timestamp, out var known) && known.Severity >= anomaly.Severity)
                continue;

            var about = _points.FindIndex(point => point.Timestamp == anomaly.Timestamp);
            IsStale |= about >= 0 && Of(_points[about])?.Severity != anomaly.Severity;
            _marks[anomaly.Timestamp] = new AnomalyMark(anomaly.Id, anomaly.Severity);
        }

        if (_marks.Count > MostMarks && _points.Count > 0)
        {
            foreach (var old in _marks.Keys.Where(at => at < _points[0].Timestamp).ToArray())
                _marks.Remove(old);
        }
    }

    /// <summary>All points, which the charts are now to show.</summary>
    public IReadOnlyList<ScoredPoint> Redraw()
    {
        IsStale = false;
        return _points;
    }

    /// <summary>The anomaly at a place of the horizontal axis, Unix time in seconds.</summary>
    public AnomalyMark? At(double seconds) =>
        _points.FindIndex(point => Math.Abs(Seconds(point) - seconds) < 0.0005) is >= 0 and var index ? Of(_points[index]) : null;

    /// <summary>Rows of the chart of values: value, expected, lower, upper, and a mark for each severity.</summary>
    public ChartRows Values(IReadOnlyList<ScoredPoint> points)
    {
        var rows = new ChartRows(points.Count, SeriesChart.Values.Series.Count);
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var mark = Of(point)?.Severity;
            double On(AnomalySeverity severity) => mark == severity ? point.Value : double.NaN;
            rows.Set(i, Seconds(point), point.Upper ?? double.NaN, point.Lower ?? double.NaN, point.Expected ?? double.NaN, point.Value,
                On(AnomalySeverity.Info), On(AnomalySeverity.Warning), On(AnomalySeverity.Critical));
        }

        return rows;
    }

    /// <summary>Rows of the chart of scores: threshold and score.</summary>
    public static ChartRows Scores(IReadOnlyList<ScoredPoint> points)
    {
        var rows = new ChartRows(points.Count, SeriesChart.Scores.Series.Count);
        for (var i = 0; i < points.Count; i++)
            rows.Set(i, Seconds(points[i]), 1, Math.Min(points[i].Score, HighestScore));

        return rows;
    }

    private static double Seconds(ScoredPoint point) => point.Timestamp.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>A point may know of its anomaly before the anomaly itself came: until then it counts as a warning.</summary>
    private AnomalyMark? Of(ScoredPoint point) =>
        _marks.TryGetValue(point.Timestamp, out var mark) ? mark
        : point.AnomalyId is { } id ? new AnomalyMark(id, AnomalySeverity.Warning)
        : null;
}
