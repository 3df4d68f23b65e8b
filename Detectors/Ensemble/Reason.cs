using System.Globalization;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Forecasting;

namespace Anomaly.Detectors.Ensemble;

/// <summary>The sentence that says why the ensemble alarmed.</summary>
internal static class Reason
{
    public static string Of(Findings findings)
    {
        var reason = findings.Voter switch
        {
            Voter.Forecast => Forecast(findings),
            Voter.Records => Record(findings),
            _ => Novelty(findings),
        };
        return findings.Samples < EnsembleDetector.JointFrom ? $"{reason}; known for only {findings.Samples} samples" : reason;
    }

    private static string Forecast(Findings findings)
    {
        var value = Rounded.Text(findings.Value);
        return findings.Test switch
        {
            ResidualTest.Flat => $"{value} for the {Ordinal(findings.Run)} time in a row; at most {Times(findings.LongestRun)} before",
            ResidualTest.Spread or ResidualTest.SlowSpread =>
                $"{Latest(findings.Test)} samples lie {Rounded.Text(findings.SpreadRatio)} times as far from what is expected as usual; {value} now, expected {Rounded.Text(findings.Expected)}",
            ResidualTest.Shift or ResidualTest.Drift =>
                $"{Latest(findings.Test)} samples lie {Off(findings.MeanError)} what is expected on average; {value} now, {UsualRange(findings)}",
            ResidualTest.Season =>
                $"The latest samples do not follow the time of day: on average they lie {Off(findings.SeasonError)} it; {value} now",
            _ => $"{value} is {Off(findings.Value - findings.Expected)} the expected {Rounded.Text(findings.Expected)}; {UsualRange(findings)}",
        };
    }

    private static string Record(Findings findings)
    {
        var value = Rounded.Text(findings.Value);
        var known = Known(findings.Days);
        if (findings.OfHour)
            return $"{value} is {Off(findings.Value - findings.HourMean)} the mean {Rounded.Text(findings.HourMean)} of this hour, further than any hour was off in {known}; {UsualRange(findings)}";

        return findings.Value > findings.Highest
            ? $"{value} is {Rounded.Text(findings.Value - findings.Highest)} above anything seen in {known}; {UsualRange(findings)}"
            : $"{value} is {Rounded.Text(findings.Lowest - findings.Value)} below anything seen in {known}; {UsualRange(findings)}";
    }

    private static string Novelty(Findings findings) =>
        $"A course over {findings.BlockSamples}-sample blocks of {List(findings.Pattern)} was not seen in {Known(findings.Days)}; the most similar of {findings.KnownPatterns} known is {List(findings.Nearest)}, "
        + $"at a distance of {Rounded.Text(findings.Distance)} where {Rounded.Text(findings.UsualDistance)} is usual";

    private static string UsualRange(Findings findings) =>
        $"usual range{(findings.Seasonal ? " at this hour" : "")} {Rounded.Text(findings.Lower)} to {Rounded.Text(findings.Upper)}";

    private static string Off(double difference) => $"{Rounded.Text(Math.Abs(difference))} {(difference < 0 ? "below" : "above")}";

    private static string Latest(ResidualTest test) => test is ResidualTest.Drift or ResidualTest.SlowSpread ? "For some time the" : "The latest";

    private static string Known(double days) => days switch
    {
        >= 2 => $"{Rounded.Text(days)} days",
        >= 2 / 24.0 => $"{Rounded.Text(days * 24)} hours",
        _ => $"{Rounded.Text(days * 24 * 60)} minutes",
    };

    private static string List(double[] blocks) => string.Join(", ", blocks.Select(Rounded.Text));

    private static string Times(int times) => times == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{times} times");

    private static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}{(number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}");
}
