using Anomaly.Dashboard.Ui.Charts;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>What settings would flag among a series' recent points, beside what those in force would.</summary>
public sealed class PreviewComparison
{
    /// <summary>The place of a point that is no longer among the recent ones.</summary>
    private const int Left = int.MaxValue;

    private readonly ScoredPoint[] _points;
    private readonly AlarmChange?[] _marks;

    /// <param name="now">Under the settings in force.</param>
    /// <param name="then">Under the others. A point may have come or gone between the two.</param>
    public PreviewComparison(SettingsPreview now, SettingsPreview then)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(then);
        _points = then.Points;
        var places = Keys(_points).Index().ToDictionary(key => key.Item, key => key.Index);
        var keys = Keys(now.Points);
        PreviewedAlarm[] before = [.. now.Alarms.Select(alarm => alarm with { Index = Place(alarm.Index, keys, places) }).Where(alarm => alarm.Index != Left)];
        Alarms =
        [
            .. then.Alarms.Select(alarm => Compare(before.Any(other => IsSame(other, alarm)) ? AlarmChange.Stays : AlarmChange.New, alarm))
                .Concat(before.Where(alarm => !then.Alarms.Any(other => IsSame(other, alarm))).Select(alarm => Compare(AlarmChange.Gone, alarm)))
                .OrderBy(compared => compared.Alarm.Index),
        ];
        HashSet<int> flaggedNow = [.. before.Select(alarm => alarm.Index)], flaggedThen = [.. then.Alarms.Select(alarm => alarm.Index)];
        _marks = [.. Enumerable.Range(0, _points.Length).Select(index => (flaggedNow.Contains(index), flaggedThen.Contains(index)) switch
        {
            (true, true) => AlarmChange.Stays,
            (false, true) => AlarmChange.New,
            (true, false) => AlarmChange.Gone,
            _ => (AlarmChange?)null,
        })];
        FlaggedNow = _marks.Count(mark => mark is AlarmChange.Stays or AlarmChange.Gone);
        FlaggedThen = _marks.Count(mark => mark is AlarmChange.Stays or AlarmChange.New);
    }

    /// <summary>What <see cref="ToRows"/> has.</summary>
    public static ChartSpec Spec { get; } = new()
    {
        Series =
        [
            new("Upper", ChartSeriesKind.Edge, "edge"),
            new("Lower", ChartSeriesKind.Edge, "edge"),
            new("Expected", ChartSeriesKind.Dashed, "expected"),
            new("Value", ChartSeriesKind.Line, "value"),
            new("Flagged now and then", ChartSeriesKind.Marks, "critical"),
            new("Newly flagged", ChartSeriesKind.Marks, "preview", 13),
            new("No longer flagged", ChartSeriesKind.Rings, "critical"),
        ],
        Bands = [new(0, 1, "band")],
        Height = 240,
    };

    /// <summary>How many points there are.</summary>
    public int Count => _points.Length;

    /// <summary>How many of them the settings in force would flag.</summary>
    public int FlaggedNow { get; }

    /// <summary>How many of them the other settings would flag.</summary>
    public int FlaggedThen { get; }

    /// <summary>The alarms under either, in the order of the points.</summary>
    public IReadOnlyList<ComparedAlarm> Alarms { get; }

    /// <summary>The counts in words.</summary>
    public string Sentence => Count == 0
        ? "This series has no recent points to try the settings on."
        : $"Of the last {Count} points: {FlaggedNow} flagged now, {FlaggedThen} under these settings.";

    public ChartRows ToRows()
    {
        var rows = new ChartRows(_points.Length, Spec.Series.Count);
        foreach (var (index, point) in _points.Index())
        {
            double Mark(AlarmChange change) => _marks[index] == change ? point.Value : double.NaN;
            rows.Set(
                index,
                point.Timestamp.ToUnixTimeMilliseconds() / 1000.0,
                point.Upper ?? double.NaN,
                point.Lower ?? double.NaN,
                point.Expected ?? double.NaN,
                point.Value,
                Mark(AlarmChange.Stays),
                Mark(AlarmChange.New),
                Mark(AlarmChange.Gone));
        }

        return rows;
    }

    private static bool IsSame(PreviewedAlarm one, PreviewedAlarm other) => one.Index == other.Index && one.Method == other.Method;

    /// <summary>Points are told apart by their time, and by their number from the newest where several have the same.</summary>
    private static (DateTimeOffset Time, int Number)[] Keys(ScoredPoint[] points)
    {
        var seen = new Dictionary<DateTimeOffset, int>();
        var keys = new (DateTimeOffset, int)[points.Length];
        for (var index = points.Length - 1; index >= 0; index--)
        {
            var time = points[index].Timestamp;
            keys[index] = (time, seen[time] = seen.GetValueOrDefault(time) + 1);
        }

        return keys;
    }

    private static int Place(int index, (DateTimeOffset Time, int Number)[] keys, Dictionary<(DateTimeOffset Time, int Number), int> places) =>
        index < 0 || index >= keys.Length ? Math.Min(index, -1) : places.GetValueOrDefault(keys[index], Left);

    private ComparedAlarm Compare(AlarmChange change, PreviewedAlarm alarm) =>
        new(change, alarm, alarm.Index >= 0 && alarm.Index < _points.Length ? _points[alarm.Index] : null);
}
