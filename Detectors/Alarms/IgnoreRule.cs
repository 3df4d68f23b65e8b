namespace Anomaly.Detectors.Alarms;

/// <summary>Something that is not alarmed: where all its conditions hold. It has at least one.</summary>
public sealed record IgnoreRule
{
    /// <summary>Holds for values above it. With <see cref="Below"/>: for values between the two.</summary>
    public double? Above { get; init; }

    /// <summary>Holds for values below it.</summary>
    public double? Below { get; init; }

    /// <summary>Holds for alarms of these methods; empty for all.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Holds for points of these times; null for all.</summary>
    public WeeklyTime? Time { get; init; }

    /// <summary>Whether an alarm is one of those.</summary>
    public bool Holds(Alarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return !(alarm.Value <= Above)
            && !(alarm.Value >= Below)
            && (Methods.Count == 0 || Methods.Contains(alarm.Method))
            && Time?.Covers(alarm.TimestampMs) != false;
    }
}
