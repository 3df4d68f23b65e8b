namespace Anomaly.Detectors;

/// <summary>One anomalous point, with all that explains it. Every number is finite.</summary>
public sealed record Alarm
{
    /// <summary>The method that found it, as <see cref="IDetector.Method"/>.</summary>
    public required string Method { get; init; }

    /// <summary>How many samples before the current one the point lies; 0 is the current one.</summary>
    public required int Lag { get; init; }

    /// <summary>Event time of the point, milliseconds since 1970-01-01 UTC.</summary>
    public required long TimestampMs { get; init; }

    /// <summary>The point's value as it was measured.</summary>
    public required double Value { get; init; }

    /// <summary>The threshold that was exceeded, in the unit of the method's measure.</summary>
    public required double Threshold { get; init; }

    /// <summary>The method's own score of the point.</summary>
    public required double Score { get; init; }

    /// <summary>Distance from the centre in population standard deviations, or null where the spread is zero.</summary>
    public double? ZScore { get; init; }

    /// <summary>The value that was expected.</summary>
    public double? Expected { get; init; }

    /// <summary>The lowest value that would not have raised the alarm, as in <see cref="Verdict.Lower"/>.</summary>
    public double? Lower { get; init; }

    /// <summary>The highest value that would not have raised the alarm, as in <see cref="Verdict.Upper"/>.</summary>
    public double? Upper { get; init; }

    /// <summary>How far beyond the threshold the point lies.</summary>
    public required AlarmSeverity Severity { get; init; }

    /// <summary>On which side of the expectation the point lies.</summary>
    public required AlarmDirection Direction { get; init; }

    /// <summary>One sentence for people, numbers rounded to about four significant digits.</summary>
    public required string Reason { get; init; }

    /// <summary>The data the decision was made from: a JSON object with snake_case names.</summary>
    public required string Context { get; init; }

    /// <summary>The settings the decision was made with: a JSON object with snake_case names.</summary>
    public required string Config { get; init; }
}
