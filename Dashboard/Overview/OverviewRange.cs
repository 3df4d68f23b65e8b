namespace Anomaly.Dashboard.Overview;

/// <summary>A stretch of time up to now that the overview can show.</summary>
public sealed record OverviewRange
{
    private OverviewRange(string name, string words, TimeSpan step, int count)
    {
        Name = name;
        Words = words;
        Timeline = new TimeGrid(step, count);
        // A square of the map is as long as two bars: 42 columns at the most.
        Map = new TimeGrid(2 * step, count / 2);
    }

    /// <summary>The last hour, by the minute.</summary>
    public static OverviewRange Hour { get; } = new("1h", "last hour", TimeSpan.FromMinutes(1), 60);

    /// <summary>All, shortest first.</summary>
    public static IReadOnlyList<OverviewRange> All { get; } =
    [
        Hour,
        new("6h", "last 6 hours", TimeSpan.FromMinutes(5), 72),
        new("24h", "last 24 hours", TimeSpan.FromMinutes(20), 72),
        new("7d", "last 7 days", TimeSpan.FromHours(2), 84),
    ];

    /// <summary>The name in the address, such as <c>6h</c>.</summary>
    public string Name { get; }

    /// <summary>The name in a sentence, such as "last 6 hours".</summary>
    public string Words { get; }

    internal TimeGrid Timeline { get; }

    internal TimeGrid Map { get; }

    /// <summary>The range of a name; the last hour where there is none of it.</summary>
    public static OverviewRange Of(string? name) => All.FirstOrDefault(range => range.Name == name) ?? Hour;

    /// <summary>The beginning of what is shown at a time.</summary>
    internal DateTimeOffset Start(DateTimeOffset now)
    {
        var (timeline, map) = (Timeline.Start(Timeline.First(now)), Map.Start(Map.First(now)));
        return timeline < map ? timeline : map;
    }
}
