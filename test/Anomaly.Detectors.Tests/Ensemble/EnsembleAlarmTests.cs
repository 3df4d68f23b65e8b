using System.Globalization;
using System.Text.RegularExpressions;
using Anomaly.Detectors.Ensemble;

namespace Anomaly.Detectors.Tests.Ensemble;

/// <summary>An alarm explains itself: every number of its sentence is one of its context, or follows from it.</summary>
public sealed partial class EnsembleAlarmTests
{
    /// <summary>What happens to a quiet series of three weeks, a sample every five minutes.</summary>
    public static TheoryData<string, string, string> Happenings => new()
    {
        { "spike", "forecast", "spike" },
        { "shift", "forecast", "shift" },
        { "spread", "forecast", "spread" },
        { "flat", "forecast", "flat" },
        { "record", "records", "" },
        { "night", "records", "" },
        { "course", "novelty", "" },
    };

    [Theory]
    [MemberData(nameof(Happenings))]
    public void Reason_OfWhatHappens_SaysNothingThatIsNotInItsContext(string what, string voter, string test)
    {
        var alarm = Alarms(what).FirstOrDefault(alarm => Voter(alarm) == voter && (test.Length == 0 || Word(alarm, "test") == test));

        Assert.True(alarm is not null, $"No alarm of {voter} {test} among: {string.Join(" | ", Alarms(what).Select(other => $"{Voter(other)} {Word(other, "test")}: {other.Reason}"))}");
        var known = Known(alarm);
        var told = Numbers().Matches(Dates().Replace(alarm.Reason, "")).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.NotEmpty(told);
        Assert.All(told, number => Assert.True(known.Any(other => IsRounded(number, other)), $"{number} of “{alarm.Reason}” is not in {alarm.Context}"));
    }

    [Theory]
    [MemberData(nameof(Happenings))]
    public void Alarm_OfWhatHappens_IsConsistent(string what, string voter, string test)
    {
        _ = (voter, test);
        Assert.All(Alarms(what), alarm =>
        {
            var context = Json.Parse(alarm.Context);
            Assert.Equal(alarm.Expected!.Value, Json.Number(context, "expected"));
            Assert.Equal(alarm.Lower!.Value, Json.Number(context, "lower"));
            Assert.Equal(alarm.Upper!.Value, Json.Number(context, "upper"));
            Assert.True(alarm.Lower <= alarm.Expected && alarm.Expected <= alarm.Upper);
            Assert.True(alarm.Score > 1);
            Assert.InRange(alarm.Reason.Length, 20, 300);
            Assert.Equal("""{"sensitivity":0.5,"min_streak":1}""", alarm.Config);
        });
    }

    [Fact]
    public void Alarm_OfAYoungSeries_SaysHowWarmItIs()
    {
        var alarm = DetectorFactory.Create(new EnsembleOptions())
            .ObserveAll(Series.Of([.. Series.Noise(40, seed: 21), 500]))[^1].Alarms.Single();

        Assert.EndsWith("; known for only 40 samples", alarm.Reason, StringComparison.Ordinal);
        Assert.Equal(AlarmSeverity.Info, alarm.Severity);
        Assert.Equal(0.2, Json.Number(Json.Parse(alarm.Context), "warm_up"));
    }

    private static List<Alarm> Alarms(string what)
    {
        const int Quiet = 288 * 18;
        var random = new Random(77);
        var detector = DetectorFactory.Create(new EnsembleOptions());
        var alarms = new List<Alarm>();
        var (last, remembered) = (0.0, 0.0);
        for (var i = 0; i < Quiet + 288; i++)
        {
            var day = Math.Sin(Math.Tau * ((i % 288 / 12.0) - 9) / 24);
            var noise = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
            remembered = (0.9 * remembered) + (0.9 * noise);
            var value = what switch
            {
                "record" => 50 + remembered,
                "night" => 50 + (25 * day) + remembered,
                "course" => 50 + (20 * Math.Sin(Math.Tau * i / 36)) + (0.3 * noise),
                _ => 50 + (15 * day) + (2 * noise),
            };
            var since = i - Quiet;
            if (since >= 0)
            {
                value = what switch
                {
                    "spike" when since == 40 => value + 14,
                    "shift" => value + 7,
                    "spread" when since < 60 => value + (7 * noise),
                    "flat" when since < 30 => last,
                    "record" => value + Math.Min(20, 0.3 * since),
                    "night" when since < 100 => value + Math.Min(18, 0.4 * since),
                    "course" when since < 150 => 50 + (20 * Math.Sin(Math.Tau * i / 36) * Math.Abs(Math.Sin(Math.Tau * i / 36))) + (0.3 * noise),
                    _ => value,
                };
            }

            last = value;
            alarms.AddRange(detector.Observe(new Sample(1_763_805_600_000 + (i * 300_000L), value)).Alarms.Where(_ => i >= Quiet));
        }

        return alarms;
    }

    /// <summary>The numbers of the context, and those that sentences make of them: differences, and the age in other units.</summary>
    private static double[] Known(Alarm alarm)
    {
        var context = Json.Parse(alarm.Context);
        double[] of = [.. Json.AllNumbers(context), alarm.Value, alarm.Expected!.Value];
        var days = Json.Number(context, "days");
        string[] levels = ["expected", "highest", "lowest", "hour_mean"];
        return [.. of, .. of.Select(Math.Abs), days * 24, days * 24 * 60, .. levels.Select(level => Math.Abs(alarm.Value - Json.Number(context, level)))];
    }

    /// <summary>Whether a number is another with about four digits.</summary>
    private static bool IsRounded(double told, double exact) => Math.Abs(told - exact) <= 6e-4 * Math.Max(Math.Abs(exact), 1e-3);

    private static string Voter(Alarm alarm) => Word(alarm, "voter");

    private static string Word(Alarm alarm, string name) => Json.Parse(alarm.Context).GetProperty(name).GetString()!;

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?(E[+-]?\d+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"-sample")]
    private static partial Regex Dates();
}
