using System.Globalization;
using Anomaly.Notifications.Weekly;
using CsCheck;

namespace Anomaly.Notifications.Tests.Weekly;

public sealed class WeeklyWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // Clocks in Berlin: 2026-03-29 02:00 becomes 03:00 (01:00Z), 2026-10-25 03:00 becomes 02:00 (01:00Z).
    [Theory]
    [InlineData("2026-11-21T20:59:59Z", false)]
    [InlineData("2026-11-21T21:00:00Z", true)]
    [InlineData("2026-11-22T04:59:59Z", true)]
    [InlineData("2026-11-22T05:00:00Z", false)]
    [InlineData("2026-11-23T04:59:59Z", true)]
    [InlineData("2026-11-20T23:30:00Z", false)]
    [InlineData("2026-03-28T21:00:00Z", true)]
    [InlineData("2026-03-29T03:59:59Z", true)]
    [InlineData("2026-03-29T04:00:00Z", false)]
    [InlineData("2026-10-24T19:59:59Z", false)]
    [InlineData("2026-10-24T20:00:00Z", true)]
    [InlineData("2026-10-25T04:59:59Z", true)]
    [InlineData("2026-10-25T05:00:00Z", false)]
    public void Covers_WeekendNightsInBerlin_GoesByTheClocksThere(string time, bool expected)
    {
        var window = new WeeklyWindow([DayOfWeek.Saturday, DayOfWeek.Sunday], 22 * 60, 6 * 60, Berlin);

        Assert.Equal(expected, window.Covers(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Covers_HourThatTheClocksLeaveOut_HasNoTime() =>
        Assert.Equal(0, MinutesOn("2026-03-29", new WeeklyWindow([], 120, 180, Berlin)));

    [Fact]
    public void Covers_HourThatTheClocksShowTwice_IsInItTwice() =>
        Assert.Equal(120, MinutesOn("2026-10-25", new WeeklyWindow([], 120, 180, Berlin)));

    [Theory]
    [InlineData("2026-03-29", 23 * 60)]
    [InlineData("2026-10-25", 25 * 60)]
    [InlineData("2026-11-22", 24 * 60)]
    public void Covers_WholeDays_AreAsLongAsTheDayIs(string date, int minutes) =>
        Assert.Equal(minutes, MinutesOn(date, new WeeklyWindow([DayOfWeek.Sunday], 0, WeeklyWindow.EndOfDay, Berlin)));

    [Fact]
    public void Covers_WindowAndTheRestOfTheDay_ShareNoTimeAndLeaveNoneOut() =>
        Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439], Gen.Int[0, 2_000_000], Gen.OneOf("Europe/Berlin", "UTC", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"))
            .Where((from, to, _, _) => from != to)
            .Sample((from, to, minute, zone) =>
            {
                var time = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(minute);
                var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
                return new WeeklyWindow([], from, to, place).Covers(time) != new WeeklyWindow([], to, from, place).Covers(time);
            });

    [Fact]
    public void Covers_EachDayAlone_IsWhatAllDaysAreTogether() =>
        Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1440], Gen.Int[0, 2_000_000]).Where((from, to, _) => from != to).Sample((from, to, minute) =>
        {
            var time = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(minute);
            var days = Enum.GetValues<DayOfWeek>().Count(day => new WeeklyWindow([day], from, to, Berlin).Covers(time));
            return days == (new WeeklyWindow([], from, to, Berlin).Covers(time) ? 1 : 0);
        });

    /// <summary>On a date of Berlin, and two hours before and after.</summary>
    private static int MinutesOn(string date, WeeklyWindow window)
    {
        var midnight = DateTime.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(midnight, Berlin.GetUtcOffset(midnight));
        return Enumerable.Range(-120, 29 * 60).Count(minute => window.Covers(start.AddMinutes(minute)) && TimeZoneInfo.ConvertTime(start.AddMinutes(minute), Berlin).Date == midnight);
    }
}
