using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>The anomalies of a range, counted. Only durable ones are, each id once.</summary>
internal sealed class RangePart(OverviewRange range, OverviewSources sources) : SharedPart<OverviewSnapshot>(sources)
{
    /// <summary>The list of the most anomalous series is read again after this, because series that are not in it are not known.</summary>
    public static readonly TimeSpan ListLifetime = TimeSpan.FromMinutes(10);

    /// <summary>As soon as this it is, where a series came up of which only the last while is known.</summary>
    public static readonly TimeSpan ShortListLifetime = TimeSpan.FromMinutes(1);

    private readonly RecentIds _known = new(20_000);
    private readonly long _origin = range.Timeline.Number(sources.Time.GetUtcNow());
    private AnomalyTally _counts = new(range.Timeline);
    private SeriesTally _bySeries = new(range.Map, complete: false);
    private List<Detection>? _meanwhile;
    private long? _series;
    private long _drawnStep;
    private bool _incomplete;

    protected override bool Take(AnomalyEvent live)
    {
        if (!live.Durable || !_known.Add(live.Record.Id))
            return false;

        var detection = Detection.Of(live.Record);
        _meanwhile?.Add(detection);
        Count(detection);
        return true;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        // What came before this moment is in the history that is read after it.
        lock (Lock)
            _meanwhile = [];

        try
        {
            var load = await RangeLoad.ReadAsync(Sources, range, cancellationToken);
            lock (Lock)
                TakeOver(load);
        }
        finally
        {
            lock (Lock)
                _meanwhile = null;
        }
    }

    protected override bool HasMoved(DateTimeOffset now) => range.Timeline.Number(now) != _drawnStep;

    protected override bool IsOld(DateTimeOffset now) => now - LoadedAt >= (_incomplete ? ShortListLifetime : ListLifetime);

    protected override OverviewSnapshot Draw(DateTimeOffset now)
    {
        if (HasMoved(now))
        {
            _counts.Forget(now);
            _bySeries.Forget(now);
            _drawnStep = range.Timeline.Number(now);
        }

        var top = _bySeries.Top(now, HeatMap.Series);
        _incomplete = top.Any(series => !series.Counts.IsComplete);
        return new OverviewSnapshot
        {
            Range = range,
            At = now,
            LiveSince = LiveSince,
            Loaded = _series is not null,
            AwaySince = AwaySince,
            Series = _series,
            Timeline = _counts.Timeline(now, _origin),
            Sums = _counts.Sums(now),
            Map = HeatMap.Draw(top, range.Map, now, Current?.Map),
        };
    }

    private void TakeOver(RangeLoad load)
    {
        (_counts, _bySeries, _series) = (load.Counts, load.BySeries, load.Series);
        var read = load.Tail.Select(detection => detection.Id).ToHashSet();
        foreach (var detection in _meanwhile ?? [])
        {
            if (detection.At >= load.To && !read.Contains(detection.Id))
                Count(detection);
        }

        foreach (var id in read)
            _known.Add(id);
    }

    private void Count(Detection detection)
    {
        _counts.Add(detection.At, detection.Severity, detection.Method, 1);
        _bySeries.Add(detection.Series, detection.At, detection.Severity, Sources.Time.GetUtcNow());
    }
}
