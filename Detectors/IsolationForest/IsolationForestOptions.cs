using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.IsolationForest;

/// <summary>
/// Settings of the isolation forest: values are smoothed, scored in batches by how easily random splits isolate them, and
/// alarmed where they stand apart several times in a row.
/// </summary>
public sealed record IsolationForestOptions : DetectorOptions
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "isolation_forest";

    private const int SmallestBatch = 2;
    private const int LargestBatch = 500;
    private const double LargestContamination = 0.5;
    private const int LongestStreak = 1_000_000;

    /// <summary>Initializes the settings.</summary>
    /// <param name="batchSize">See <see cref="BatchSize"/>.</param>
    /// <param name="contamination">See <see cref="Contamination"/>.</param>
    /// <param name="smoothingAlpha">See <see cref="SmoothingAlpha"/>.</param>
    /// <param name="minConsecutive">See <see cref="MinConsecutive"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public IsolationForestOptions(
        int batchSize = 20,
        double contamination = 0.1,
        double smoothingAlpha = 0.25,
        int minConsecutive = 3)
    {
        BatchSize = batchSize;
        Contamination = contamination;
        SmoothingAlpha = smoothingAlpha;
        MinConsecutive = minConsecutive;
    }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>How many samples are scored together; batches do not overlap.</summary>
    /// <value>2 to 500, 20 if not set.</value>
    public int BatchSize
    {
        get;
        init => field = Require.Between(value, SmallestBatch, LargestBatch, nameof(BatchSize));
    }

    /// <summary>The share of a batch that is taken for outliers.</summary>
    /// <value>Above 0, at most 0.5; 0.1 if not set.</value>
    public double Contamination
    {
        get;
        init => field = Require.Above(value, 0, LargestContamination, nameof(Contamination));
    }

    /// <summary>The weight of the newest value in the exponential smoothing; 1 does not smooth.</summary>
    /// <value>Above 0, at most 1; 0.25 if not set.</value>
    public double SmoothingAlpha
    {
        get;
        init => field = Require.Above(value, 0, 1, nameof(SmoothingAlpha));
    }

    /// <summary>How many points in a row, the alarmed one included, must have a z-score above the dynamic threshold.</summary>
    /// <value>1 to 1000000, 3 if not set.</value>
    public int MinConsecutive
    {
        get;
        init => field = Require.Between(value, 1, LongestStreak, nameof(MinConsecutive));
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

    /// <inheritdoc/>
    public override bool CountsStreaks => Sensitivity is not null;

    internal override SnapshotKind Kind => SnapshotKind.IsolationForest;

    internal override IDetector Create() => new IsolationForestDetector(this);

    internal override IDetector Restore(ref SnapshotReader snapshot) => IsolationForestDetector.Restore(this, ref snapshot);
}
