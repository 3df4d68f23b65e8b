using System.Buffers;

namespace Anomaly.Detectors;

/// <summary>
/// Finds anomalies in one series, a sample at a time. What it says depends on its settings, its state and the sample alone,
/// never on a clock or on chance. An instance is not safe for use by several threads at once.
/// </summary>
public interface IDetector
{
    /// <summary>The method's name, such as <c>moving_average</c>.</summary>
    string Method { get; }

    /// <summary>How many samples it must have learned or be given before it can raise an alarm.</summary>
    int WarmUpNeeded { get; }

    /// <summary>How many of those it has learned, at most <see cref="WarmUpNeeded"/>.</summary>
    int WarmUpSeen { get; }

    /// <summary>
    /// Judges a sample and then, if told so, learns it. Allocates nothing unless it raises an alarm. A value that is NaN or
    /// infinite is neither judged nor learned.
    /// </summary>
    /// <param name="sample">The next sample of the series.</param>
    /// <param name="learning">Whether the sample is learned; if not, the detector stays as it is.</param>
    /// <returns>The verdict on the sample.</returns>
    Verdict Observe(in Sample sample, Learning learning = Learning.Learn);

    /// <summary>Writes the state as a versioned snapshot that <see cref="DetectorFactory.Restore"/> reads.</summary>
    /// <param name="to">Receives the bytes.</param>
    void Save(IBufferWriter<byte> to);
}
