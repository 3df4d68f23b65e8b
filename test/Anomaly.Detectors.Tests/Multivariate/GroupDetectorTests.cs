using Anomaly.Detectors.Multivariate;

namespace Anomaly.Detectors.Tests.Multivariate;

public sealed class GroupDetectorTests
{
    private const int Members = 5;
    private const int Learned = 400;

    [Fact]
    public void Observe_AllMembersReported_ClosesTheVectorAtOnce()
    {
        var detector = new GroupDetector(new GroupOptions());
        detector.Closed(GroupFeed.Healthy(Members, 3));

        var verdicts = GroupFeed.Healthy(Members, 5).Skip(3 * Members).Select(each => detector.Observe(each.Member, each.Sample).Closed).ToArray();

        Assert.Equal(Enumerable.Range(0, 2 * Members).Select(i => i % Members == Members - 1), verdicts);
    }

    [Fact]
    public void Observe_MemberThatReportsTenTimesOftener_DoesNotMakeMoreVectors()
    {
        var detector = new GroupDetector(new GroupOptions());
        var often = Enumerable.Range(0, 1000).Select(i => ("often", new Sample(GroupFeed.Start + (i * GroupFeed.StepMs / 10) + 7, i)));

        var closed = detector.Closed(GroupFeed.Healthy(Members, 100).Concat(often).OrderBy(each => each.Item2.TimestampMs));

        Assert.InRange(closed.Count, 95, 120);
    }

    [Fact]
    public void Observe_Interval_MakesAVectorOfEachSlot()
    {
        var detector = new GroupDetector(new GroupOptions { IntervalSeconds = 60 });

        var closed = detector.Closed(GroupFeed.Healthy(Members, 121));

        Assert.InRange(closed.Count, 19, 21);
    }

    [Fact]
    public void Observe_SampleOfAVectorClosedBefore_ChangesNoVerdict()
    {
        var samples = GroupFeed.Healthy(Members, Learned).ToArray();
        var expected = new GroupDetector(new GroupOptions()).Closed(samples);
        var detector = new GroupDetector(new GroupOptions());

        var verdicts = detector.Closed(samples.SelectMany((each, i) =>
            i > 50 && i % 11 == 0 ? [each, (each.Member, new Sample(each.Sample.TimestampMs - GroupFeed.StepMs, 1e9))] : new[] { each }));

        Assert.Equal(expected, verdicts);
    }

    [Fact]
    public void Observe_ClockPutBack_BeginsAnewAfterAWhile()
    {
        var detector = new GroupDetector(new GroupOptions());
        detector.Observe("m0", new Sample(GroupFeed.Time(100_000_000), 1));
        detector.Observe("m1", new Sample(GroupFeed.Time(100_000_000) + 1, 1));
        detector.Observe("m0", new Sample(GroupFeed.Time(100_000_001), 1));

        var closed = detector.Closed(GroupFeed.Healthy(Members, 100));

        Assert.InRange(closed.Count, 70, 99);
    }

    [Fact]
    public void Observe_BrokenCorrelationWithinUsualRanges_IsAlarmedOnceAndNamesTheMember()
    {
        var detector = new GroupDetector(new GroupOptions());
        Assert.DoesNotContain(detector.Closed(GroupFeed.Healthy(Members, Learned)), verdict => verdict.Alarm is not null);

        var broken = GroupFeed.Healthy(Members, Learned + 20).Skip(Learned * Members)
            .Select(each => each.Member == "m2" ? (each.Member, each.Sample with { Value = 100 + (100 - each.Sample.Value) }) : each);
        var alarms = detector.Closed(broken).Where(verdict => verdict.Alarm is not null).Select(verdict => verdict.Alarm!).ToArray();

        Assert.InRange(alarms.Length, 1, 3); // At each severity once.
        var context = Json.Parse(alarms[0].Context);
        Assert.StartsWith("m2 ", alarms[0].Reason, StringComparison.Ordinal);
        Assert.Equal("m2", context.GetProperty("members")[0].GetString());
        Assert.Equal(1, Json.Numbers(context, "contributions").Sum(), 1e-9);
        Assert.Contains($"m2 {Math.Round(100 * Json.Numbers(context, "contributions")[0])} %", alarms[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Alarm_Rarity_FollowsFromItsContext()
    {
        var detector = new GroupDetector(new GroupOptions());
        detector.Closed(GroupFeed.Healthy(Members, Learned));
        var broken = GroupFeed.Healthy(Members, Learned + 1).Skip(Learned * Members)
            .Select(each => each.Member == "m2" ? (each.Member, each.Sample with { Value = each.Sample.Value + 12 }) : each);

        var alarm = Assert.Single(detector.Closed(broken)).Alarm!;

        var context = Json.Parse(alarm.Context);
        var (measure, shape) = (Json.Number(context, "measure"), Json.Number(context, "tail_shape"));
        var excess = (measure - Json.Number(context, "quantile_90")) / (Json.Number(context, "mean_excess") * (1 - shape));
        var decades = 1 + (shape > 0 ? Math.Log10(1 + (shape * excess)) / shape : excess / Math.Log(10));
        Assert.Equal(Math.Min(16, decades), alarm.Score, 1e-6);
    }

    [Fact]
    public void Observe_BetweenTwoHabits_IsFoundByTheForest()
    {
        const int members = 8;
        const int learned = 1200;
        var detector = new GroupDetector(new GroupOptions { Sensitivity = 0.6 });
        var noise = Series.Noise(members * (learned + 20), seed: 3, deviation: 1);
        IEnumerable<(string, Sample)> Round(int round) => Enumerable.Range(0, members).Select(member =>
            ($"m{member}", new Sample(GroupFeed.Time(round) + member, noise[(members * round) + member] + (round >= learned ? 0 : round / 20 % 2 == 0 ? 40 : -40))));

        Assert.DoesNotContain(detector.Closed(Enumerable.Range(0, learned).SelectMany(Round)), verdict => verdict.Alarm is not null);
        var alarm = detector.Closed(Enumerable.Range(learned, 20).SelectMany(Round)).Select(verdict => verdict.Alarm).First(alarm => alarm is not null)!;

        Assert.Equal("isolation", Json.Parse(alarm.Context).GetProperty("view").GetString());
    }

    [Fact]
    public void SaveAndRestore_AtAnySample_ChangesNothing()
    {
        var samples = GroupFeed.Healthy(Members, 330)
            .Select((each, i) => i > 1500 && each.Member == "m1" ? (each.Member, each.Sample with { Value = 90 }) : each)
            .Where((_, i) => i > 300 || i % 7 != 0).ToArray();
        var uninterrupted = new GroupDetector(new GroupOptions());
        var expected = uninterrupted.Closed(samples);
        Assert.Contains(expected, verdict => verdict.Alarm is not null);

        for (var split = 0; split <= samples.Length; split += 97)
        {
            var before = new GroupDetector(new GroupOptions());
            var verdicts = before.Closed(samples.Take(split));
            var after = GroupDetector.Restore(new GroupOptions(), before.Snapshot());

            Assert.Equal(before.Snapshot(), after.Snapshot());
            Assert.Equal(before.WarmUpSeen, after.WarmUpSeen);
            Assert.Equal(expected, [.. verdicts, .. after.Closed(samples.Skip(split))]);
            Assert.Equal(uninterrupted.Snapshot(), after.Snapshot());
        }
    }

    [Fact]
    public void Restore_OtherInterval_BeginsAnew_OtherSensitivityGoesOn()
    {
        var detector = new GroupDetector(new GroupOptions());
        detector.Closed(GroupFeed.Healthy(Members, Learned));

        Assert.Empty(GroupDetector.Restore(new GroupOptions { IntervalSeconds = 60 }, detector.Snapshot()).Members);
        Assert.Equal(Members, GroupDetector.Restore(new GroupOptions { Sensitivity = 1 }, detector.Snapshot()).Members.Count());
    }

    [Fact]
    public void Restore_TruncatedOrDamaged_IsRefusedOrWorks()
    {
        var detector = new GroupDetector(new GroupOptions());
        detector.Closed(GroupFeed.Healthy(3, 80));
        var snapshot = detector.Snapshot();

        for (var length = 0; length < snapshot.Length; length += 3)
            Assert.Throws<SnapshotException>(() => GroupDetector.Restore(new GroupOptions(), snapshot.AsSpan(0, length)));
        for (var i = 0; i < snapshot.Length; i += 5)
        {
            var damaged = snapshot.ToArray();
            damaged[i] ^= 0x81;
            var error = Record.Exception(() => GroupDetector.Restore(new GroupOptions(), damaged).Closed(GroupFeed.Healthy(3, 20)));
            Assert.True(error is null or SnapshotException, $"Byte {i}: {error}");
        }
    }

    [Fact]
    public void Observe_MemberBeyondTheMost_IsLeftOut()
    {
        var detector = new GroupDetector(new GroupOptions());

        detector.Closed(GroupFeed.Healthy(GroupOptions.MostMembers + 6, 10));

        Assert.Equal(Enumerable.Range(0, GroupOptions.MostMembers).Select(i => $"m{i}"), detector.Members);
    }

    [Fact]
    public void Save_SixteenMembers_IsBelowThirtyKilobytes()
    {
        var detector = new GroupDetector(new GroupOptions());

        detector.Closed(GroupFeed.Healthy(16, 1000));

        Assert.InRange(detector.Snapshot().Length, 1, 30_000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Observe_NotFinite_IsIgnored(double value) =>
        Assert.Equal(default, new GroupDetector(new GroupOptions()).Observe("m0", new Sample(GroupFeed.Start, value)));

    [Fact]
    public void Observe_HugeAndConstantMembers_StaysFinite()
    {
        var detector = new GroupDetector(new GroupOptions());

        var verdicts = detector.Closed(GroupFeed.Healthy(Members, 500).Select((each, i) => each.Member switch
        {
            "m1" => (each.Member, each.Sample with { Value = 7 }),
            "m2" => (each.Member, each.Sample with { Value = i % 2 == 0 ? double.MaxValue : double.MinValue }),
            "m3" => (each.Member, each.Sample with { Value = i / 400 * 1e308 }),
            _ => each,
        }));

        Assert.All(verdicts, verdict => Assert.True(double.IsFinite(verdict.Rarity)));
        Assert.All(verdicts.Where(verdict => verdict.Alarm is not null), verdict =>
            Assert.All(Json.AllNumbers(Json.Parse(verdict.Alarm!.Context)), number => Assert.True(double.IsFinite(number))));
    }
}
