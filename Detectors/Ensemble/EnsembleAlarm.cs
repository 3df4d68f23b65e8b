using System.Text.Json;
using Anomaly.Detectors.Explanations;

namespace Anomaly.Detectors.Ensemble;

/// <summary>Says why the ensemble alarmed.</summary>
internal static class EnsembleAlarm
{
    public static Alarm Explain(in Sample sample, Findings findings) => new()
    {
        Method = EnsembleOptions.MethodName,
        Lag = 0,
        TimestampMs = sample.TimestampMs,
        Value = sample.Value,
        Threshold = 1,
        Score = findings.Score,
        ZScore = findings.ZScore,
        Expected = findings.Expected,
        Lower = findings.Lower,
        Upper = findings.Upper,
        Severity = SeverityScale.Of(findings.Score),
        Direction = findings.Direction,
        Reason = Reason.Of(findings),
        Context = Context(findings),
        Config = Config(findings.Options),
    };

    private static string Context(Findings findings)
    {
        using var json = new JsonText(64);
        return json
            .Add("window", findings.Window)
            .Add("voter", Name(findings.Voter))
            .Add("forecast_score", findings.ForecastScore)
            .Add("record_score", findings.RecordScore)
            .Add("novelty_score", findings.NoveltyScore)
            .Add("expected", findings.Expected)
            .Add("lower", findings.Lower)
            .Add("upper", findings.Upper)
            .Add("standard_deviation", findings.Deviation)
            .Add("limit_deviations", findings.Limit)
            .Add("season", findings.Seasonal ? "known" : "none")
            .Add("hour", findings.Hour)
            .Add("test", Name(findings.Test))
            .Add("rarity_decades", findings.Decades)
            .Add("mean_error", findings.MeanError)
            .Add("spread_ratio", findings.SpreadRatio)
            .Add("season_error", findings.SeasonError)
            .Add("run", findings.Run)
            .Add("longest_run", findings.LongestRun)
            .Add("highest", findings.Highest)
            .Add("lowest", findings.Lowest)
            .Add("hour_mean", findings.HourMean)
            .Add("record_margin", findings.Margin)
            .Add("pattern", findings.Pattern)
            .Add("nearest_pattern", findings.Nearest)
            .Add("distance", findings.Distance)
            .Add("usual_distance", findings.UsualDistance)
            .Add("block_samples", findings.BlockSamples)
            .Add("known_patterns", findings.KnownPatterns)
            .Add("samples", findings.Samples)
            .Add("days", findings.Days)
            .Add("warm_up", Math.Min(1, findings.Samples / (double)EnsembleDetector.JointFrom))
            .Complete();
    }

    private static string Config(EnsembleOptions options)
    {
        using var json = new JsonText(2);
        return json.Add("sensitivity", options.Sensitivity).Add("min_streak", options.MinStreak).Complete();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
