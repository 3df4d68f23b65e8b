namespace Anomaly.Detectors.Forecasting;

/// <summary>Where a time lies in the seasons, by UTC.</summary>
internal readonly struct SeasonPlace
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const int BlockHours = 4;

    public SeasonPlace(long timestampMs)
    {
        var day = Math.DivRem(timestampMs, DayMs, out var inDay);
        if (inDay < 0)
        {
            inDay += DayMs;
            day--;
        }

        Hour = (int)(inDay / HourMs);
        (FromHour, ToHour, HourWeight) = Between(inDay / (double)HourMs, Seasons.Hours);
        (FromMinute, ToMinute, MinuteWeight) = Between(inDay % HourMs / (double)HourMs * Seasons.Minutes, Seasons.Minutes);
        var hourOfWeek = (((day % 7) + 7) % 7 * 24) + (inDay / (double)HourMs);
        (FromBlock, ToBlock, BlockWeight) = Between(hourOfWeek / BlockHours, Seasons.WeekBlocks);
    }

    /// <summary>The hour of the day.</summary>
    public int Hour { get; }

    /// <summary>The hours between whose middles it lies, and how far it is on the way.</summary>
    public int FromHour { get; }

    public int ToHour { get; }

    public float HourWeight { get; }

    /// <summary>The same for the twelfths of an hour.</summary>
    public int FromMinute { get; }

    public int ToMinute { get; }

    public float MinuteWeight { get; }

    /// <summary>The same for the blocks of four hours of the week.</summary>
    public int FromBlock { get; }

    public int ToBlock { get; }

    public float BlockWeight { get; }

    private static (int From, int To, float Weight) Between(double at, int bins)
    {
        var from = (int)Math.Floor(at - 0.5);
        var weight = (float)(at - 0.5 - from);
        from = from < 0 ? bins - 1 : from;
        return (from, from + 1 == bins ? 0 : from + 1, weight);
    }
}
