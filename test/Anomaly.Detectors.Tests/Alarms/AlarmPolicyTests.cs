using Anomaly.Detectors.Alarms;

namespace Anomaly.Detectors.Tests.Alarms;

public sealed class AlarmPolicyTests
{
    [Theory]
    [InlineData(AlarmDirection.Both, "above below both")]
    [InlineData(AlarmDirection.Above, "above both")]
    [InlineData(AlarmDirection.Below, "below both")]
    public void Direction_DropsTheOtherSide_AndNeverWhatHasNone(AlarmDirection wanted, string raised)
    {
        Alarm[] alarms = [Alarm(12, AlarmDirection.Above), Alarm(8, AlarmDirection.Below), Alarm(10, AlarmDirection.Both)];

        Assert.Equal(raised, string.Join(' ', Admit(new() { Direction = wanted }, alarms).Select(alarm => alarm.Direction.ToString().ToLowerInvariant())));
    }

    [Theory]
    [InlineData(110, 100.0, 10, 0, true)]
    [InlineData(109.99, 100.0, 10, 0, false)]
    [InlineData(90, 100.0, 10, 0, true)]
    [InlineData(90.1, 100.0, 0, 10, false)]
    [InlineData(-110, -100.0, 0, 10, true)]
    [InlineData(-109, -100.0, 0, 10, false)]
    [InlineData(0.001, 0.0, 0, 50, true)]
    [InlineData(110, 100.0, 10, 11, false)]
    [InlineData(110, null, 1000, 1000, true)]
    [InlineData(double.MaxValue, -double.MaxValue, double.MaxValue, 0, true)]
    [InlineData(1, double.MaxValue, 0, 1e300, true)]
    public void MinDeviation_BothAreNeeded_ExceptWhereNothingWasExpected(double value, double? expected, double least, double percent, bool raised)
    {
        var policy = new AlarmPolicy { MinDeviation = least, MinDeviationPercent = percent };

        Assert.Equal(raised, Admit(policy, Alarm(value, AlarmDirection.Above) with { Expected = expected }).Count == 1);
    }

    [Fact]
    public void MinStreak_RaisesFromTheSampleThatCompletesIt()
    {
        var policy = new AlarmPolicy { MinStreak = 3 };
        var streak = default(AlarmStreak);

        Assert.Equal("....x....xx", Run(policy, ref streak, "x.xxx..xxxx"));
    }

    [Fact]
    public void MinStreak_WhatIsNotRelevantBreaksIt_WhatIsIgnoredDoesNot()
    {
        var above = new AlarmPolicy { MinStreak = 2, Direction = AlarmDirection.Above };
        var streak = default(AlarmStreak);
        Assert.Equal(".....x", Run(above, ref streak, "xbxbxx"));

        var quiet = new AlarmPolicy { MinStreak = 2, Ignore = [new IgnoreRule { Below = 50 }] };
        streak = default;
        Assert.Equal("...x", Run(quiet, ref streak, "bbbx"));
    }

    [Fact]
    public void MinStreak_OfABatch_CountsThePointsThatFollowEachOther_AlsoFromBatchToBatch()
    {
        var policy = new AlarmPolicy { MinStreak = 3 };
        var streak = default(AlarmStreak);
        Advance(ref streak, 10);
        Assert.Equal([4], policy.Admit([Lagging(9), Lagging(8), Lagging(6), Lagging(5), Lagging(4), Lagging(1), Lagging(0)], ref streak).Select(alarm => alarm.Lag));
        Advance(ref streak, 10);
        Assert.Equal([9, 8], policy.Admit([Lagging(9), Lagging(8), Lagging(0)], ref streak).Select(alarm => alarm.Lag));
        Advance(ref streak, 10);
        Assert.Empty(policy.Admit([Lagging(8), Lagging(7)], ref streak));
    }

    [Fact]
    public void MinStreak_OfBatchesOfAnySize_RaisesTheSameAsSampleForSample()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var policy = new AlarmPolicy { MinStreak = random.Next(2, 6) };
            var anomalous = Enumerable.Range(0, 200).Select(_ => random.Next(4) > 0).ToArray();
            List<int> raised = [], expected = [];
            for (int i = 0, length = 0; i < anomalous.Length; i++)
            {
                length = anomalous[i] ? length + 1 : 0;
                if (length >= policy.MinStreak)
                    expected.Add(i);
            }

            var streak = default(AlarmStreak);
            for (var start = 0; start < anomalous.Length;)
            {
                var size = Math.Min(random.Next(1, 30), anomalous.Length - start);
                Advance(ref streak, size);
                var (from, last) = (start, start + size - 1);
                raised.AddRange(policy.Admit([.. Enumerable.Range(from, size).Where(i => anomalous[i]).Select(i => Lagging(last - i))], ref streak).Select(alarm => last - alarm.Lag));
                start += size;
            }

            Assert.Equal(expected, raised);
        }
    }

    [Fact]
    public void Streak_SavedAndRestoredAtEachSample_GoesOn()
    {
        var policy = new AlarmPolicy { MinStreak = 3 };
        var (whole, pieces) = (default(AlarmStreak), default(AlarmStreak));
        foreach (var each in "x.xxx..xxxx.x.xxx")
        {
            pieces = AlarmStreak.Restore(pieces.Save());
            Assert.Equal(Run(policy, ref whole, $"{each}"), Run(policy, ref pieces, $"{each}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("02 01000000 01000000")]
    [InlineData("01 01000000 010000")]
    [InlineData("01 FFFFFFFF 01000000")]
    public void Streak_OfAnotherVersionOrDamaged_IsRefused(string bytes) =>
        Assert.Throws<SnapshotException>(() => AlarmStreak.Restore(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void Admitted_TellsTheSettingsThatLetItPass()
    {
        var policy = new AlarmPolicy { MinStreak = 1, MinDeviation = 1, Shown = """{"min_deviation":1}""" };

        Assert.Equal("""{"size":5,"alarms":{"min_deviation":1}}""", Assert.Single(Admit(policy, Alarm(12, AlarmDirection.Above))).Config);
        Assert.Equal("""{"alarms":{"min_deviation":1}}""", Assert.Single(Admit(policy, Alarm(12, AlarmDirection.Above) with { Config = "{}" })).Config);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(0, double.PositiveInfinity, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 1001)]
    public void Settings_OutOfRange_AreRefused(double least, double percent, int streak) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlarmPolicy { MinDeviation = least, MinDeviationPercent = percent, MinStreak = streak });

    /// <summary>A sample each: x is alarmed above, b below, others are not; the answer says which alarms are raised.</summary>
    private static string Run(AlarmPolicy policy, ref AlarmStreak streak, string samples)
    {
        var raised = "";
        foreach (var sample in samples)
        {
            streak.Advance();
            Alarm[] alarms = sample == '.' ? [] : [Alarm(sample == 'x' ? 100 : 0, sample == 'x' ? AlarmDirection.Above : AlarmDirection.Below)];
            raised += alarms.Length > 0 && policy.Admit(alarms, ref streak).Count > 0 ? 'x' : '.';
        }

        return raised;
    }

    private static IReadOnlyList<Alarm> Admit(AlarmPolicy policy, params Alarm[] alarms)
    {
        var streak = default(AlarmStreak);
        return policy.Admit(alarms, ref streak);
    }

    private static void Advance(ref AlarmStreak streak, int samples)
    {
        for (var i = 0; i < samples; i++)
            streak.Advance();
    }

    private static Alarm Lagging(int lag) => Alarm(100, AlarmDirection.Above) with { Lag = lag };

    internal static Alarm Alarm(double value, AlarmDirection direction) => new()
    {
        Method = "some_method",
        Lag = 0,
        TimestampMs = 0,
        Value = value,
        Threshold = 1,
        Score = 2,
        Expected = 10,
        Severity = AlarmSeverity.Warning,
        Direction = direction,
        Reason = "because",
        Context = "{}",
        Config = """{"size":5}""",
    };
}
