using System.Globalization;
using Anomaly.Detectors.Alarms;

namespace Anomaly.Detectors.Tests.Alarms;

public sealed class IgnoreRuleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(null, 5.0, 4.9, true)]
    [InlineData(null, 5.0, 5.0, false)]
    [InlineData(90.0, null, 90.1, true)]
    [InlineData(90.0, null, 90.0, false)]
    [InlineData(1.0, 5.0, 3.0, true)]
    [InlineData(1.0, 5.0, 1.0, false)]
    [InlineData(1.0, 5.0, 5.0, false)]
    public void Values_AboveAndBelow_AreOpenAndTogetherARange(double? above, double? below, double value, bool holds) =>
        Assert.Equal(holds, new IgnoreRule { Above = above, Below = below }.Holds(AlarmPolicyTests.Alarm(value, AlarmDirection.Above)));

    [Fact]
    public void Conditions_OfOneRule_MustAllHold_RulesEachForItself()
    {
        var rule = new IgnoreRule { Below = 5, Methods = ["some_method"] };
        var alarm = AlarmPolicyTests.Alarm(4, AlarmDirection.Below);
        Assert.True(rule.Holds(alarm));
        Assert.False(rule.Holds(alarm with { Method = "another" }));
        Assert.False(rule.Holds(alarm with { Value = 6 }));

        var policy = new AlarmPolicy { Ignore = [rule, new IgnoreRule { Methods = ["another"] }] };
        var streak = default(AlarmStreak);
        Assert.Equal([6], policy.Admit([alarm, alarm with { Method = "another", Value = 9 }, alarm with { Value = 6 }], ref streak).Select(each => each.Value));
    }

    [Theory]
    // Friday and Saturday nights in Berlin, summer: two hours before UTC.
    [InlineData("2026-07-03T19:59:59Z", false)]
    [InlineData("2026-07-03T20:00:00Z", true)]
    [InlineData("2026-07-04T03:59:59Z", true)]
    [InlineData("2026-07-04T04:00:00Z", false)]
    [InlineData("2026-07-04T20:00:00Z", true)]
    [InlineData("2026-07-05T03:59:59Z", true)]
    [InlineData("2026-07-05T20:00:00Z", false)]
    [InlineData("2026-07-03T03:00:00Z", false)]
    // Winter: one hour.
    [InlineData("2026-01-02T20:59:59Z", false)]
    [InlineData("2026-01-02T21:00:00Z", true)]
    public void Time_OverMidnight_BelongsToTheDayItStartsOn(string at, bool covered) =>
        Assert.Equal(covered, new WeeklyTime([DayOfWeek.Friday, DayOfWeek.Saturday], 22 * 60, 6 * 60, Berlin).Covers(Ms(at)));

    [Theory]
    [InlineData("2026-07-04T00:00:00Z", true)]
    [InlineData("2026-07-05T23:59:59.999Z", true)]
    [InlineData("2026-07-06T00:00:00Z", false)]
    [InlineData("1969-12-28T12:00:00Z", true)]
    [InlineData("1969-12-31T23:59:59.999Z", false)]
    public void Time_WholeDays_HaveTheirMidnightsAndNotTheNext(string at, bool covered) =>
        Assert.Equal(covered, new WeeklyTime([DayOfWeek.Saturday, DayOfWeek.Sunday], 0, 1440, TimeZoneInfo.Utc).Covers(Ms(at)));

    [Fact]
    public void Time_OfAnyStretch_CoversWhatItsClockSays()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var (from, length, first) = (random.Next(1440), random.Next(1, 1440), (DayOfWeek)random.Next(7));
            var to = (from + length) % 1440;
            if (to == from)
                continue;

            var time = new WeeklyTime([first], from, to, TimeZoneInfo.Utc);
            var at = DateTimeOffset.UnixEpoch.AddMinutes(random.Next(-50_000_000, 50_000_000));
            var start = at.Date.AddDays(-(((int)at.DayOfWeek - (int)first + 7) % 7)).AddMinutes(from);
            var passed = (at.UtcDateTime - start).TotalMinutes;
            Assert.Equal((passed >= 0 && passed < length) || (passed + (7 * 1440) < length), time.Covers(at.ToUnixTimeMilliseconds()));
        }
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Time_AtTheEndsOfTime_IsJudged(long at) => Assert.True(new WeeklyTime([], 0, 1440, Berlin).Covers(at));

    [Theory]
    [InlineData(60, 60)]
    [InlineData(-1, 60)]
    [InlineData(1440, 60)]
    [InlineData(0, 1441)]
    public void Time_NotPossible_IsRefused(int from, int to) => Assert.Throws<ArgumentOutOfRangeException>(() => new WeeklyTime([], from, to, Berlin));

    private static long Ms(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
