using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors;

/// <summary>Makes detectors, new or from a snapshot.</summary>
public static class DetectorFactory
{
    /// <summary>Makes a detector that has seen nothing yet.</summary>
    /// <param name="options">Its settings; the type of the settings decides the method.</param>
    /// <returns>The detector.</returns>
    public static IDetector Create(DetectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Create();
    }

    /// <summary>
    /// Makes a detector that continues from a snapshot. Where a setting that shapes the state (window size; batch size,
    /// smoothing) differs from the snapshot's, the state is of no use and the detector starts anew. Other settings, such as
    /// thresholds, may differ: the state is kept and judged by the new ones.
    /// </summary>
    /// <param name="options">The settings to continue with.</param>
    /// <param name="snapshot">What <see cref="IDetector.Save"/> wrote.</param>
    /// <returns>The detector.</returns>
    /// <exception cref="SnapshotException">
    /// The snapshot is of another method, of an unknown version, truncated, or damaged.
    /// </exception>
    public static IDetector Restore(DetectorOptions options, ReadOnlySpan<byte> snapshot)
    {
        ArgumentNullException.ThrowIfNull(options);
        var reader = new SnapshotReader(snapshot, options.Kind, options.Method);
        return options.Restore(ref reader);
    }
}
