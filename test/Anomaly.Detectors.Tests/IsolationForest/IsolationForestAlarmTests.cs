using System.Globalization;
using System.Text.RegularExpressions;
using Anomaly.Detectors.IsolationForest;

namespace Anomaly.Detectors.Tests.IsolationForest;

/// <summary>An alarm explains itself: all it says follows from its context and config.</summary>
public sealed partial class IsolationForestAlarmTests
{
    private const double Tolerance = 1e-9;
    private const double Rounding = 0.01;

    private static readonly IsolationForestOptions Options = new();

    private static List<Alarm> Alarms => [.. DetectorFactory.Create(Options)
        .ObserveAll(Series.Of(Series.Spiky(600, seed: 11)))
        .SelectMany(verdict => verdict.Alarms)];

    [Fact]
    public void Decisions_OfTheContext_FollowFromItsScores() => Assert.All(Alarms, alarm =>
    {
        var context = Json.Parse(alarm.Context);
        var scores = Json.Numbers(context, "scores");
        var sorted = scores.Order().ToArray();
        var offset = sorted[1] + 0.9 * (sorted[2] - sorted[1]); // 10 % of 19 steps is 1.9.

        foreach (var (score, decision) in scores.Zip(Json.Numbers(context, "decisions")))
            Assert.Equal(score - offset, decision, Tolerance);
    });

    [Fact]
    public void ZScores_OfTheContext_FollowFromItsDecisions() => Assert.All(Alarms, alarm =>
    {
        var context = Json.Parse(alarm.Context);
        var decisions = Json.Numbers(context, "decisions");
        var mean = decisions.Average();
        var deviation = Math.Sqrt(decisions.Average(decision => (decision - mean) * (decision - mean)));

        foreach (var (decision, zScore) in decisions.Zip(Json.Numbers(context, "z_scores")))
            Assert.Equal(Math.Abs(decision - mean) / (deviation + 1e-8), zScore, Tolerance);
    });

    [Fact]
    public void Smoothed_OfTheContext_FollowsFromItsBuffer() => Assert.All(Alarms, alarm =>
    {
        var context = Json.Parse(alarm.Context);
        var smoothed = Json.Numbers(context, "smoothed");
        var buffer = Json.Numbers(context, "buffer");

        for (var i = 1; i < buffer.Length; i++)
            Assert.Equal(0.25 * buffer[i] + 0.75 * smoothed[i - 1], smoothed[i], Tolerance);
    });

    [Fact]
    public void Alarm_AnyPoint_IsThatOfItsContext() => Assert.All(Alarms, alarm =>
    {
        var context = Json.Parse(alarm.Context);
        var index = context.GetProperty("index").GetInt32();
        var smoothed = Json.Numbers(context, "smoothed");

        Assert.Equal(Options.BatchSize - 1 - index, alarm.Lag);
        Assert.Equal(Json.Numbers(context, "buffer")[index], alarm.Value);
        Assert.Equal(-Json.Numbers(context, "scores")[index], alarm.Score);
        Assert.InRange(alarm.Score, 0, 1);
        Assert.Equal(Json.Numbers(context, "z_scores")[index], alarm.ZScore);
        Assert.Equal(Json.Number(context, "dynamic_threshold"), alarm.Threshold);
        Assert.Equal(smoothed.Average(), alarm.Expected!.Value, Tolerance);
        Assert.Equal(smoothed[index] > alarm.Expected ? AlarmDirection.Above : AlarmDirection.Below, alarm.Direction);
        Assert.True(alarm.ZScore > alarm.Threshold);
        Assert.True(context.GetProperty("streak").GetInt32() >= Options.MinConsecutive);
        Assert.Null(alarm.Lower);
        Assert.Null(alarm.Upper);
    });

    [Fact]
    public void Reason_AnyPoint_HasTheNumbersOfTheContext() => Assert.All(Alarms, alarm =>
    {
        var context = Json.Parse(alarm.Context);
        var index = context.GetProperty("index").GetInt32();
        double[] expected =
        [
            alarm.Value, Json.Numbers(context, "smoothed")[index], Options.BatchSize, Json.Numbers(context, "smoothed").Average(),
            Json.Numbers(context, "z_scores")[index], Json.Number(context, "dynamic_threshold"),
            context.GetProperty("streak").GetInt32(),
        ];

        var numbers = Number().Matches(alarm.Reason).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(expected.Length, numbers.Length);
        foreach (var (wanted, found) in expected.Zip(numbers))
            Assert.InRange(found, wanted - Math.Abs(wanted) * Rounding, wanted + Math.Abs(wanted) * Rounding);
    });

    [Fact]
    public void Config_AnyAlarm_HasItsSettings() => Assert.All(Alarms, alarm => Assert.Equal(
        """{"level":"exact","batch_size":20,"contamination":0.1,"smoothing_alpha":0.25,"min_consecutive":3}""", alarm.Config));

    [GeneratedRegex(@"-?\d+(\.\d+)?(E[+-]\d+)?")]
    private static partial Regex Number();
}
