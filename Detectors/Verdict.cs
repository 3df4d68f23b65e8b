namespace Anomaly.Detectors;

/// <summary>What a detector says of one sample. A number that does not exist is NaN.</summary>
public readonly record struct Verdict
{
    private readonly IReadOnlyList<Alarm>? _alarms;

    /// <summary>A verdict that says nothing: no score, no expectation, no alarm.</summary>
    public Verdict()
    {
        Score = double.NaN;
        Expected = double.NaN;
        Lower = double.NaN;
        Upper = double.NaN;
    }

    /// <summary>A verdict that says nothing, for a sample that cannot be judged (yet).</summary>
    public static Verdict None { get; } = new();

    /// <summary>
    /// The measure as a multiple of its threshold: 1 lies at the threshold, above 1 exactly where there is an alarm,
    /// NaN where this sample has no score.
    /// </summary>
    public double Score { get; init; }

    /// <summary>The value that was expected, in the unit of the series.</summary>
    public double Expected { get; init; }

    /// <summary>The lowest value that would not have raised an alarm, as far as that is decided by this value alone and not by a course of several.</summary>
    public double Lower { get; init; }

    /// <summary>The highest value that would not have raised an alarm, in the same way.</summary>
    public double Upper { get; init; }

    /// <summary>The alarms of this sample, oldest point first; normally the empty list. A batch may raise several.</summary>
    public IReadOnlyList<Alarm> Alarms
    {
        get => _alarms ?? Array.Empty<Alarm>();
        init => _alarms = value;
    }
}
