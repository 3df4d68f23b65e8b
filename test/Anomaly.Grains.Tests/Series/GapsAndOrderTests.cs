using System.Text.Json;
using Anomaly.Detectors;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using CsCheck;

namespace Anomaly.Grains.Tests.Series;

/// <summary>
/// Whatever the times and values of its samples, a series goes on: no exception, no number in what it says that is none, a state of
/// bounded size. Values that are not finite are refused before, where records are read.
/// </summary>
public sealed class GapsAndOrderTests
{
    private const long Start = 1_760_000_000_000;
    private const long Earliest = 315_532_800_000;
    private const long Latest = 4_102_444_800_000;

    /// <summary>Far above what any method keeps, far below what a sample each would come to.</summary>
    private const int MaxState = 32_768;

    private static readonly Gen<double> Value = Gen.Frequency(
        (10, Gen.Double[-100, 100]),
        (2, Gen.OneOf(0.0, -0.0, 1.0)),
        (1, Gen.OneOf(1e300, -1e300, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 5e-320)),
        (1, Gen.Double.Where(double.IsFinite)));

    private static readonly Gen<long> Step = Gen.Frequency(
        (10, Gen.Const(10_000L)),
        (3, Gen.Const(0L)),
        (3, Gen.Long[1, 100_000]),
        (2, Gen.Long[-100_000, -1]),
        (1, Gen.Const(31L * 86_400_000)),
        (1, Gen.Long[Earliest - Latest, Latest - Earliest]));

    private static readonly Gen<DetectionOptions> Options = Gen.Select(Gen.OneOf("gauge", "counter"), Gen.OneOf("judge", "ignore"), Gen.Int[2, 30], (kind, late, batch) =>
        new DetectionOptions { Samples = { Kind = kind, Late = late }, MovingAverage = { Threshold = 5 }, IsolationForest = { BatchSize = batch, MinConsecutive = 1 } });

    [Fact]
    public void Apply_AnySamples_StaysSound() => Gen.Select(Options, Gen.Select(Step, Value).Array[0, 200]).Sample(
        (options, samples) =>
        {
            var at = Start;
            Run(options, samples.Select(sample => (at = Math.Clamp(at + sample.Item1, Earliest, Latest), sample.Item2)));
        },
        iter: 1500);

    [Fact]
    public void Apply_AnySamples_SavedAndRestoredInBetween_SaysTheSame() => Gen.Select(Options, Gen.Select(Step, Value).Array[1, 120], Gen.Int[0, 119]).Sample(
        (options, samples, cut) =>
        {
            var settings = SeriesSettings.From(options);
            var (whole, pieces) = (SeriesModel.Restore(settings, default, null), SeriesModel.Restore(settings, default, null));
            var at = Start;
            foreach (var (index, (step, value)) in samples.Index())
            {
                at = Math.Clamp(at + step, Earliest, Latest);
                pieces = index == cut ? SeriesModel.Restore(settings, pieces.Save(), pieces.Points.Save()) : pieces;
                Assert.Equal(whole.Apply(at, value) ?? [], pieces.Apply(at, value) ?? []);
            }

            Assert.Equal(whole.Save(), pieces.Save());
        },
        iter: 600);

    public static TheoryData<string> Kinds => ["gauge", "counter"];

    [Theory, MemberData(nameof(Kinds))]
    public void Apply_OnePointAMonth_Judges(string kind) =>
        Assert.True(Run(Of(kind), Enumerable.Range(0, 240).Select(i => (Earliest + (i * 2_592_000_000L), i == 200 ? 1e12 : 50.0 + (i % 3)))) > 0);

    [Theory, MemberData(nameof(Kinds))]
    public void Apply_TenThousandOfOneTime_StaysSound(string kind) =>
        Run(Of(kind), Enumerable.Range(0, 10_000).Select(i => (Start, (double)(i % 7))));

    [Theory, MemberData(nameof(Kinds))]
    public void Apply_TimeGoingBack_StaysSound(string kind) =>
        Run(Of(kind), Enumerable.Range(0, 3000).Select(i => (Start - (i * 60_000L), (double)(i % 11))));

    [Theory, MemberData(nameof(Kinds))]
    public void Apply_EveryThirdMissingAndAGapOfAWeek_StaysSound(string kind) => Run(
        Of(kind),
        Enumerable.Range(0, 3000).Where(i => i % 3 != 0 && i is not (> 1000 and < 1600)).Select(i => (Start + (i * 1_000_000L), Math.Sin(i / 50.0) * 10)));

    private static DetectionOptions Of(string kind) => new() { Samples = { Kind = kind } };

    /// <returns>How many alarms were raised.</returns>
    private static int Run(DetectionOptions options, IEnumerable<(long At, double Value)> samples)
    {
        var model = SeriesModel.Restore(SeriesSettings.From(options), default, null);
        var alarms = new List<Alarm>();
        foreach (var (at, value) in samples)
        {
            alarms.AddRange(model.Apply(at, value) ?? []);
        }

        alarms.ForEach(CheckSound);
        Array.ForEach(model.Points.Newest(PointRing.Capacity, _ => null), CheckSound);
        Assert.InRange(model.Save().Length, 1, MaxState);
        Assert.InRange(model.Points.Save().Length, 1, 10 + (PointRing.Capacity * 32));
        return alarms.Count;
    }

    private static void CheckSound(Alarm alarm)
    {
        double?[] numbers = [alarm.Value, alarm.Threshold, alarm.Score, alarm.ZScore, alarm.Expected, alarm.Lower, alarm.Upper];
        Assert.All(numbers, number => Assert.True(number is null || double.IsFinite(number.Value)));
        Assert.DoesNotContain("NaN", alarm.Reason + alarm.Context, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", alarm.Reason, StringComparison.Ordinal);
        using var context = JsonDocument.Parse(alarm.Context);
        using var config = JsonDocument.Parse(alarm.Config);
    }

    private static void CheckSound(ScoredPoint point)
    {
        double?[] numbers = [point.Value, point.Expected, point.Lower, point.Upper, point.Score];
        Assert.All(numbers, number => Assert.True(number is null || double.IsFinite(number.Value), $"{point}"));
    }
}
