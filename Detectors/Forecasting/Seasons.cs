using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// What the hour of the day, the part of the hour and the day of the week add to the level. Each is a table of means that fade; the
/// first two are interpolated between the middles of their bins.
/// </summary>
internal struct Seasons
{
    public const int Hours = 24;
    public const int Minutes = 12;
    public const int WeekBlocks = 42;

    private const float SlowestHour = 0.01f;
    private const float SlowestMinute = 0.005f;
    private const float SlowestWeek = 0.02f;

    private OfHours<float> _hour;
    private OfHours<float> _hourSeen;
    private OfMinutes<float> _minute;
    private OfMinutes<float> _minuteSeen;
    private OfWeek<float> _week;
    private OfWeek<float> _weekSeen;

    public readonly double Day(in SeasonPlace place) =>
        Mix(_hour[place.FromHour], _hour[place.ToHour], place.HourWeight) + Mix(_minute[place.FromMinute], _minute[place.ToMinute], place.MinuteWeight);

    public readonly double Week(in SeasonPlace place) => _week[place.WeekBlock];

    /// <param name="place">When.</param>
    /// <param name="day">What remained of the value without level and season of the day.</param>
    /// <param name="week">What remained without that of the week, too.</param>
    public void Learn(in SeasonPlace place, double day, double week)
    {
        var residual = Single(day);
        Learn(ref _hour[place.FromHour], ref _hourSeen[place.FromHour], residual, 1 - place.HourWeight, 2, SlowestHour);
        Learn(ref _hour[place.ToHour], ref _hourSeen[place.ToHour], residual, place.HourWeight, 2, SlowestHour);
        Learn(ref _minute[place.FromMinute], ref _minuteSeen[place.FromMinute], residual, 1 - place.MinuteWeight, 4, SlowestMinute);
        Learn(ref _minute[place.ToMinute], ref _minuteSeen[place.ToMinute], residual, place.MinuteWeight, 4, SlowestMinute);
        Learn(ref _week[place.WeekBlock], ref _weekSeen[place.WeekBlock], Single(week), 1, 4, SlowestWeek);
    }

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
        seen = Math.Min(seen + weight, 1000);
    }

    private static double Mix(float from, float to, float weight) => from + ((to - from) * weight);

    private static float Single(double value) => (float)Math.Clamp(value, -1e30, 1e30);
}
