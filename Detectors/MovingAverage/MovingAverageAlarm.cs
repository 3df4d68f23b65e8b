using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.MovingAverage;

/// <summary>Says why a moving average alarmed.</summary>
internal static class MovingAverageAlarm
{
    public static Alarm Explain(in Sample sample, ReadOnlySpan<double> window, in Verdict verdict, double threshold, MovingAverageOptions options)
    {
        var mean = verdict.Expected;
        var difference = Finite.Clamp(sample.Value - mean);
        var deviation = Population.StandardDeviation(window, mean);
        double? zScore = deviation > 0 ? Finite.Clamp(difference / deviation) : null;
        var sigma = options.Sensitivity is null && options.ThresholdKind == ThresholdKind.Sigma;

        return new Alarm
        {
            Method = MovingAverageOptions.MethodName,
            Lag = 0,
            TimestampMs = sample.TimestampMs,
            Value = sample.Value,
            Threshold = threshold,
            // In the unit of the threshold, so that the two can be compared.
            Score = sigma ? Math.Abs(zScore ?? 0) : Math.Abs(difference),
            ZScore = zScore,
            Expected = mean,
            Lower = verdict.Lower,
            Upper = verdict.Upper,
            Severity = SeverityScale.Of(verdict.Score),
            Direction = difference > 0 ? AlarmDirection.Above : AlarmDirection.Below,
            Reason = Reason(sample.Value, difference, mean, sigma ? zScore : null, threshold, options),
            Context = Context(window, mean, Math.Abs(difference), options.Sensitivity is null ? null : threshold),
            Config = Config(options),
        };
    }

    private static string Reason(double value, double difference, double mean, double? sigmas, double limit, MovingAverageOptions options)
    {
        var distance = Rounded.Text(Math.Abs(difference));
        var side = difference > 0 ? "above" : "below";
        var start = $"{Rounded.Text(value)} is {distance} {side} the mean {Rounded.Text(mean)} of the last {options.WindowSize} samples";
        var threshold = Rounded.Text(limit);
        return sigmas is { } z
            ? $"{start}, {Rounded.Text(Math.Abs(z))} standard deviations; the threshold is {threshold}"
            : options.Sensitivity is null ? $"{start}; the threshold is {threshold}"
            : $"{start}; {threshold} is usual at most";
    }

    private static string Context(ReadOnlySpan<double> window, double mean, double deviation, double? threshold)
    {
        using var json = new JsonText(window.Length + 3);
        json.Add("window", window).Add("mean", mean).Add("deviation", deviation);
        return threshold is { } found ? json.Add("threshold", found).Complete() : json.Complete();
    }

    private static string Config(MovingAverageOptions options)
    {
        using var json = new JsonText(2);
        json.AddLevel(options.Sensitivity).Add("window_size", options.WindowSize);
        return options.Sensitivity is not null
            ? json.Complete()
            : json.Add("threshold", options.Threshold).Add("threshold_kind", options.ThresholdKind == ThresholdKind.Sigma ? "sigma" : "absolute").Complete();
    }
}
