using System.Buffers;
using Anomaly.Detectors;

namespace Anomaly.Bench.Recordings;

/// <summary>A detector of a series, with what it was told last and what it said of it.</summary>
internal sealed class OverheardDetector(IDetector detector) : IDetector
{
    public string Method => detector.Method;

    public int WarmUpNeeded => detector.WarmUpNeeded;

    public int WarmUpSeen => detector.WarmUpSeen;

    /// <summary>What was judged; null where the last sample of the series was not.</summary>
    public Sample? Judged { get; private set; }

    /// <summary>What was said of it; nothing where nothing was judged.</summary>
    public Verdict Verdict { get; private set; } = Verdict.None;

    public void Forget() => (Judged, Verdict) = (null, Verdict.None);

    public Verdict Observe(in Sample sample, Learning learning = Learning.Learn)
    {
        Judged = sample;
        return Verdict = detector.Observe(sample, learning);
    }

    public void Save(IBufferWriter<byte> to) => detector.Save(to);
}
