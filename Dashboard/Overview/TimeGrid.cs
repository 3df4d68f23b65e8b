namespace Anomaly.Dashboard.Overview;

/// <summary>Time cut into steps that begin at whole multiples of their length since 1970, and how many of them are shown.</summary>
/// <param name="Step">The length of a step; whole seconds.</param>
/// <param name="Count">How many are shown; the last one is under way.</param>
internal readonly record struct TimeGrid(TimeSpan Step, int Count)
{
    /// <summary>The step that a time lies in, counted since 1970.</summary>
    public long Number(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / Step.Ticks;

    /// <summary>The oldest step that is shown.</summary>
    public long First(DateTimeOffset now) => Number(now) - Count + 1;

    /// <summary>When a step begins.</summary>
    public DateTimeOffset Start(long number) => DateTimeOffset.UnixEpoch.AddTicks(number * Step.Ticks);
}
