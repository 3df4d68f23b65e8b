using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>
/// What the history knows of a range. Rows are written a little after their <c>detected_at</c>, so the newest are read one by one,
/// with their ids, and only what is older than <see cref="To"/> is counted by the database: the live feed can then be added without
/// a repeat.
/// </summary>
internal sealed class RangeLoad
{
    /// <summary>More than a row takes to be written.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    private const int Page = 100, MostTail = 5000, LoadedSeries = 4 * HeatMap.Series;

    private RangeLoad(DateTimeOffset to, IReadOnlyList<Detection> tail, AnomalyTally counts, SeriesTally bySeries, long series)
    {
        To = to;
        Tail = tail;
        Counts = counts;
        BySeries = bySeries;
        Series = series;
    }

    /// <summary>What was detected before this is counted without ids.</summary>
    public DateTimeOffset To { get; }

    /// <summary>What was detected since; counted already.</summary>
    public IReadOnlyList<Detection> Tail { get; }

    public AnomalyTally Counts { get; }

    public SeriesTally BySeries { get; }

    /// <summary>How many series there are.</summary>
    public long Series { get; }

    public static async Task<RangeLoad> ReadAsync(OverviewSources sources, OverviewRange range, CancellationToken cancellationToken)
    {
        var now = sources.Time.GetUtcNow();
        var (to, tail) = await ReadTailAsync(sources.Anomalies, now - Overlap, cancellationToken);
        var from = range.Start(now);
        var counted = await sources.Anomalies.CountAsync(from, to, range.Timeline.Step, cancellationToken);
        var bySeries = await sources.Anomalies.CountBySeriesAsync(from, to, range.Map.Step, LoadedSeries, cancellationToken);
        var series = await sources.Series.CountAsync(cancellationToken);

        var counts = new AnomalyTally(range.Timeline);
        foreach (var count in counted)
            counts.Add(count.From, count.Severity, count.Method, count.Count);

        var names = bySeries.Select(count => count.Series).Distinct().Count();
        var tally = new SeriesTally(range.Map, complete: names < LoadedSeries);
        foreach (var count in bySeries)
            tally.Load(count.Series, count.From, count.Count, count.Worst);

        foreach (var detection in tail)
        {
            counts.Add(detection.At, detection.Severity, detection.Method, 1);
            tally.Add(detection.Series, detection.At, detection.Severity, now);
        }

        return new RangeLoad(to, tail, counts, tally, series);
    }

    /// <summary>Newest first, so that where there are very many the counts reach closer to now.</summary>
    private static async Task<(DateTimeOffset To, IReadOnlyList<Detection> Tail)> ReadTailAsync(
        IAnomalyStore store, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var tail = new List<Detection>();
        var query = new AnomalyQuery { From = to, Limit = Page };
        while (true)
        {
            var page = await store.QueryAsync(query, cancellationToken);
            tail.AddRange(page.Select(Detection.Of));
            if (page.Count < Page)
                return (to, tail);

            if (tail.Count >= MostTail)
            {
                to = tail[^1].At.AddMilliseconds(1);
                tail.RemoveAll(detection => detection.At < to);
                return (to, tail);
            }

            query = query with { After = new AnomalyCursor(page[^1].DetectedAt, page[^1].Id) };
        }
    }
}
