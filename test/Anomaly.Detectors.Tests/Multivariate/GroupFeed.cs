using System.Buffers;
using Anomaly.Detectors.Multivariate;

namespace Anomaly.Detectors.Tests.Multivariate;

/// <summary>Samples of the members of groups, the same at each run.</summary>
internal static class GroupFeed
{
    public const long Start = 1_763_805_600_000;
    public const long StepMs = 10_000;

    /// <summary>Members m0 … that follow one load, each with noise of its own; a round every <see cref="StepMs"/>.</summary>
    public static IEnumerable<(string Member, Sample Sample)> Healthy(int members, int rounds, int seed = 7)
    {
        var load = Series.Noise(rounds, seed, deviation: 10);
        var noise = Enumerable.Range(0, members).Select(member => Series.Noise(rounds, seed + 1 + member, deviation: 1)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var member = 0; member < members; member++)
                yield return ($"m{member}", new Sample(Time(round) + member, ((member + 1) * load[round]) + noise[member][round] - 50));
        }
    }

    public static long Time(int round) => Start + (round * StepMs);

    public static List<GroupVerdict> Closed(this GroupDetector detector, IEnumerable<(string Member, Sample Sample)> samples) =>
        [.. samples.Select(each => detector.Observe(each.Member, each.Sample)).Where(verdict => verdict.Closed)];

    public static byte[] Snapshot(this GroupDetector detector)
    {
        var bytes = new ArrayBufferWriter<byte>();
        detector.Save(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
