using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Ensemble;

/// <summary>
/// Settings of the ensemble: a forecast with seasons, record breaking, and novelty of patterns vote on each sample. It learns the
/// series by itself; what there is to set is how readily it alarms.
/// </summary>
public sealed record EnsembleOptions : DetectorOptions
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "ensemble";

    private const int LongestStreak = 1000;

    /// <summary>Initializes the settings.</summary>
    /// <param name="sensitivity">See <see cref="Sensitivity"/>.</param>
    /// <param name="minStreak">See <see cref="MinStreak"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public EnsembleOptions(double sensitivity = Calibration.Sensitivity.Default, int minStreak = 1)
    {
        Sensitivity = sensitivity;
        MinStreak = minStreak;
    }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The share of ordinary samples that may be alarmed, see <see cref="Calibration.Sensitivity"/>.</summary>
    /// <value>0 to 1, 0.5 if not set.</value>
    public double Sensitivity
    {
        get;
        init => field = Calibration.Sensitivity.Checked(value, nameof(Sensitivity))!.Value;
    }

    /// <summary>How many samples in a row must be anomalous before one is alarmed.</summary>
    /// <value>1 to 1000, 1 if not set.</value>
    public int MinStreak
    {
        get;
        init => field = Require.Between(value, 1, LongestStreak, nameof(MinStreak));
    }

    /// <inheritdoc/>
    public override bool CountsStreaks => true;

    internal override SnapshotKind Kind => SnapshotKind.Ensemble;

    internal override IDetector Create() => new EnsembleDetector(this);

    internal override IDetector Restore(ref SnapshotReader snapshot) => EnsembleDetector.Restore(this, ref snapshot);
}
