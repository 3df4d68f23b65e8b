using System.Globalization;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>Round times, with what is written at them: the part that changes, and below it what it is a part of where that is new.</summary>
internal static class TimeTicks
{
    private const int Most = 11;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(4), TimeSpan.FromDays(7), TimeSpan.FromDays(14),
    ];

    private static readonly int[] MonthSteps = [1, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000];

    public static IEnumerable<(long TimestampMs, string Text, string? Part)> Of(TimeScale scale)
    {
        var (first, last) = (DateTimeOffset.FromUnixTimeMilliseconds(scale.FirstMs), DateTimeOffset.FromUnixTimeMilliseconds(scale.LastMs));
        var step = Array.Find(Steps, each => (last - first) / each <= Most);
        var times = step == default ? Months(first, last) : Even(first, last, step);
        var (format, wide) = step switch
        {
            _ when step == default => ("yyyy-MM", null),
            { TotalSeconds: < 1 } => ("HH:mm:ss.f", "yyyy-MM-dd"),
            { TotalMinutes: < 1 } => ("HH:mm:ss", "yyyy-MM-dd"),
            { TotalDays: < 1 } => ("HH:mm", "yyyy-MM-dd"),
            _ => ("MM-dd", (string?)"yyyy"),
        };
        string? before = null;
        foreach (var time in times)
        {
            var part = wide is null ? null : time.ToString(wide, CultureInfo.InvariantCulture);
            yield return (time.ToUnixTimeMilliseconds(), time.ToString(format, CultureInfo.InvariantCulture), part == before ? null : part);
            before = part;
        }
    }

    private static IEnumerable<DateTimeOffset> Even(DateTimeOffset first, DateTimeOffset last, TimeSpan step)
    {
        var ticks = (first.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks;
        for (; ticks <= last.UtcTicks; ticks += step.Ticks)
            yield return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private static IEnumerable<DateTimeOffset> Months(DateTimeOffset first, DateTimeOffset last)
    {
        var all = ((last.Year - first.Year) * 12) + last.Month - first.Month;
        var step = Array.Find(MonthSteps, each => all / each <= Most);
        for (var month = first.Year * 12; month <= (last.Year * 12) + last.Month - 1 && month / 12 <= DateTime.MaxValue.Year; month += step)
        {
            var time = new DateTimeOffset(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
            if (time >= first && time <= last)
                yield return time;
        }
    }
}
