using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// What the hour of the day, the part of the hour and the day of the week add to the level. Each is a table of means that fade,
/// interpolated between the middles of their bins.
/// </summary>
internal struct Seasons
{
    public const int Hours = 24;
    public const int Minutes = 12;
    public const int WeekBlocks = 42;

    /// <summary>How much of a bin is what its last visit said, once there were several.</summary>
    private const float OfAnHour = 0.25f;
    private const float OfAMinute = 0.02f;
    private const float OfAWeek = 0.3f;
    private const float FastestHour = 0.05f;

    private OfHours<float> _hour;
    private OfHours<float> _hourSeen;
    private OfMinutes<float> _minute;
    private OfMinutes<float> _minuteSeen;
    private OfWeek<float> _week;
    private OfWeek<float> _weekSeen;

    public readonly double Day(in SeasonPlace place) =>
        Mix(_hour[place.FromHour], _hour[place.ToHour], place.HourWeight) + Mix(_minute[place.FromMinute], _minute[place.ToMinute], place.MinuteWeight);

    public readonly double Week(in SeasonPlace place) => Mix(_week[place.FromBlock], _week[place.ToBlock], place.BlockWeight);

    /// <param name="place">When.</param>
    /// <param name="day">What remained of the value without level and season of the day.</param>
    /// <param name="week">What remained without that of the week, too.</param>
    /// <param name="rhythm">How often samples come: a bin has many of them a visit, or one.</param>
    public void Learn(in SeasonPlace place, double day, double week, in Rhythm rhythm)
    {
        var residual = Single(day);
        var hour = HourRate(rhythm);
        var minute = OfAMinute / (float)rhythm.SamplesIn(300);
        var block = OfAWeek / (float)rhythm.SamplesIn(4 * 3600);
        Learn(ref _hour[place.FromHour], ref _hourSeen[place.FromHour], residual, 1 - place.HourWeight, 2, hour);
        Learn(ref _hour[place.ToHour], ref _hourSeen[place.ToHour], residual, place.HourWeight, 2, hour);
        Learn(ref _minute[place.FromMinute], ref _minuteSeen[place.FromMinute], residual, 1 - place.MinuteWeight, 4, minute);
        Learn(ref _minute[place.ToMinute], ref _minuteSeen[place.ToMinute], residual, place.MinuteWeight, 4, minute);
        var ofWeek = Single(week);
        Learn(ref _week[place.FromBlock], ref _weekSeen[place.FromBlock], ofWeek, 1 - place.BlockWeight, 4, block);
        Learn(ref _week[place.ToBlock], ref _weekSeen[place.ToBlock], ofWeek, place.BlockWeight, 4, block);
    }

    /// <summary>The weight of a sample in the mean of its hour, once that has seen several days.</summary>
    public static float HourRate(in Rhythm rhythm) => Math.Min(OfAnHour / (float)rhythm.SamplesIn(3600), FastestHour);

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Values(_hour);
        state.Values(_hourSeen);
        state.Values(_minute);
        state.Values(_minuteSeen);
        state.Values(_week);
        state.Values(_weekSeen);
    }

    private static void Learn(ref float mean, ref float seen, float residual, float weight, float patience, float slowest)
    {
        mean += Math.Max(1 / (seen + patience), slowest) * residual * weight;
        seen = Math.Min(seen + weight, 1e6f);
    }

    private static double Mix(float from, float to, float weight) => from + ((to - from) * weight);

    private static float Single(double value) => (float)Math.Clamp(value, -1e30, 1e30);
}
