using System.Buffers;

namespace Anomaly.Detectors.Tests;

internal static class DetectorExtensions
{
    public static byte[] Snapshot(this IDetector detector)
    {
        var bytes = new ArrayBufferWriter<byte>();
        detector.Save(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public static Verdict[] ObserveAll(this IDetector detector, IEnumerable<Sample> samples) =>
        [.. samples.Select(sample => detector.Observe(sample))];
}
