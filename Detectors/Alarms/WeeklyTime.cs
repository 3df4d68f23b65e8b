namespace Anomaly.Detectors.Alarms;

/// <summary>
/// A stretch of some days of the week, by the clocks of a place: its start included, its end not. One that ends before it starts goes on into the next day, and its
/// days are those on which it starts.
/// </summary>
public sealed class WeeklyTime
{
    private const long Day = 24 * 60 * 60 * 1000L;
    private const long Minute = 60 * 1000L;

    private readonly bool[] _days = new bool[7];
    private readonly int _from;
    private readonly int _to;
    private readonly TimeZoneInfo _zone;

    /// <summary>Initializes a stretch.</summary>
    /// <param name="days">The days; empty for every day.</param>
    /// <param name="from">Its start, minutes after midnight.</param>
    /// <param name="to">Its end, minutes after midnight; 1440 for the end of the day.</param>
    /// <param name="zone">Where the clocks are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time of day is none, or the stretch is empty.</exception>
    public WeeklyTime(IReadOnlyCollection<DayOfWeek> days, int from, int to, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(zone);
        (_from, _to, _zone) = (Require.Between(from, 0, 1439, nameof(from)), Require.Between(to, 0, 1440, nameof(to)), zone);
        ArgumentOutOfRangeException.ThrowIfEqual(to, from);
        foreach (var day in days)
            _days[(int)day] = true;

        if (days.Count == 0)
            Array.Fill(_days, true);
    }

    /// <summary>Whether a time lies in it.</summary>
    /// <param name="timestampMs">Milliseconds since 1970-01-01 UTC.</param>
    public bool Covers(long timestampMs)
    {
        var time = Math.Clamp(timestampMs, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        var local = time + (long)_zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(time)).TotalMilliseconds;
        var days = local >= 0 ? local / Day : ((local + 1) / Day) - 1;
        var minute = (local - (days * Day)) / Minute;
        return _from < _to
            ? minute >= _from && minute < _to && On(days)
            : (minute >= _from && On(days)) || (minute < _to && On(days - 1));
    }

    /// <summary>1970-01-01 was a Thursday.</summary>
    private bool On(long days) => _days[(int)((((days + (int)DayOfWeek.Thursday) % 7) + 7) % 7)];
}
