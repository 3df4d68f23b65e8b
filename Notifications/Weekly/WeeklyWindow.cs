namespace Anomaly.Notifications.Weekly;

/// <summary>
/// A stretch of some days of the week by the clocks of a place: its start included, its end not. One that ends before it starts goes on
/// into the next day, and its days are those on which it starts. It goes by what the clocks show: an hour that they show twice is in it twice,
/// one that they leave out is not.
/// </summary>
public sealed class WeeklyWindow
{
    /// <summary>The end of a day, in minutes after midnight.</summary>
    public const int EndOfDay = 24 * 60;

    private readonly bool[] _on = new bool[7];
    private readonly TimeZoneInfo _zone;

    /// <param name="days">The days; empty for every day.</param>
    /// <param name="from">Its start, minutes after midnight.</param>
    /// <param name="to">Its end, minutes after midnight; 1440 for the end of the day.</param>
    /// <param name="zone">Where the clocks are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time of day is none, or the stretch is empty.</exception>
    public WeeklyWindow(IEnumerable<DayOfWeek> days, int from, int to, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, EndOfDay);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, EndOfDay);
        ArgumentOutOfRangeException.ThrowIfEqual(to, from);
        (From, To, _zone) = (from, to, zone);
        Days = [.. days.Distinct().OrderBy(day => ((int)day + 6) % 7)];
        foreach (var day in Days)
            _on[(int)day] = true;

        if (Days.Count == 0)
            Array.Fill(_on, true);
    }

    /// <summary>The days on which it starts, Monday first; empty for every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; }

    /// <summary>Its start, minutes after midnight.</summary>
    public int From { get; }

    /// <summary>Its end, minutes after midnight.</summary>
    public int To { get; }

    /// <summary>The name of the time zone.</summary>
    public string TimeZone => _zone.Id;

    /// <summary>Whether a time lies in it.</summary>
    public bool Covers(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, _zone);
        var minute = (int)local.TimeOfDay.TotalMinutes;
        var (today, yesterday) = (_on[(int)local.DayOfWeek], _on[((int)local.DayOfWeek + 6) % 7]);
        return From < To
            ? minute >= From && minute < To && today
            : (minute >= From && today) || (minute < To && yesterday);
    }

    /// <inheritdoc/>
    public override string ToString() => WeeklyWindowJson.Write(this).ToJsonString();
}
