using System.Globalization;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.MovingAverage;

/// <summary>
/// Settings of the moving average: alarm where a value lies further than a threshold from the mean of the last values,
/// its own included.
/// </summary>
public sealed record MovingAverageOptions : DetectorOptions
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "moving_average";

    private const int SmallestWindow = 2;
    private const int LargestWindow = 10_000;
    private const int LongestStreak = 1000;

    /// <summary>Initializes the settings.</summary>
    /// <param name="windowSize">See <see cref="WindowSize"/>.</param>
    /// <param name="threshold">See <see cref="Threshold"/>.</param>
    /// <param name="thresholdKind">See <see cref="ThresholdKind"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MovingAverageOptions(
        int windowSize = 5,
        double threshold = 20,
        ThresholdKind thresholdKind = ThresholdKind.Absolute)
    {
        WindowSize = windowSize;
        Threshold = threshold;
        ThresholdKind = thresholdKind;
    }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>How many values the window holds, the newest included.</summary>
    /// <value>2 to 10000, 5 if not set.</value>
    public int WindowSize
    {
        get;
        init => field = Require.Between(value, SmallestWindow, LargestWindow, nameof(WindowSize));
    }

    /// <summary>The largest distance from the mean that is not an alarm, in the unit that <see cref="ThresholdKind"/> names.</summary>
    /// <value>A finite number above 0, 20 if not set.</value>
    public double Threshold
    {
        get;
        init => field = Require.Above(value, 0, double.MaxValue, nameof(Threshold));
    }

    /// <summary>The unit of <see cref="Threshold"/>.</summary>
    /// <value><see cref="ThresholdKind.Absolute"/> if not set.</value>
    public ThresholdKind ThresholdKind
    {
        get;
        init => field = Require.Defined(value, nameof(ThresholdKind));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A value that is part of its own window of n lies at most √(n − 1) standard deviations from the mean (Samuelson's inequality).
    /// </remarks>
    public override string? NeverAlarmsBecause
    {
        get
        {
            var limit = Math.Sqrt(WindowSize - 1);
            return Sensitivity is null && ThresholdKind == ThresholdKind.Sigma && Threshold >= limit
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Threshold is {Threshold} standard deviations, but no value of a window of {WindowSize} can be further than {Rounded.Text(limit)} from its mean; lower Threshold or raise WindowSize.")
                : null;
        }
    }

    /// <summary>
    /// Where the level of alarm comes from: null for the seed's rule, exactly; else the level is found for each series from this
    /// sensitivity, see <see cref="Calibration.Sensitivity"/>.
    /// </summary>
    /// <value>0 to 1, or null, which it is if not set.</value>
    public double? Sensitivity
    {
        get;
        init => field = Calibration.Sensitivity.Checked(value, nameof(Sensitivity));
    }

    /// <summary>How many samples in a row must be anomalous before one is alarmed. Used where there is a <see cref="Sensitivity"/>.</summary>
    /// <value>1 to 1000, 1 if not set.</value>
    public int MinStreak
    {
        get;
        init => field = Require.Between(value, 1, LongestStreak, nameof(MinStreak));
    }
    = 1;

    /// <inheritdoc/>
    public override bool CountsStreaks => Sensitivity is not null;

    internal override SnapshotKind Kind => SnapshotKind.MovingAverage;

    internal override IDetector Create() => new MovingAverageDetector(this);

    internal override IDetector Restore(ref SnapshotReader snapshot) => MovingAverageDetector.Restore(this, ref snapshot);
}
