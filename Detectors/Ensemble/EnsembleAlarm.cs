namespace Anomaly.Detectors.Ensemble;

/// <summary>Says why the ensemble alarmed.</summary>
internal static class EnsembleAlarm
{
    public static Alarm Explain(in Sample sample, in Vote vote, in Scaling scaling, in EnsembleState state, EnsembleOptions options) => new()
    {
        Method = EnsembleOptions.MethodName, Lag = 0, TimestampMs = sample.TimestampMs, Value = sample.Value, Threshold = 1, Score = vote.Score, Severity = AlarmSeverity.Info, Direction = AlarmDirection.Both, Reason = "", Context = $"{{\"f\":{vote.ForecastScore:F2},\"t\":\"{vote.Residual.Strongest}\",\"r\":{vote.RecordScore:F2},\"n\":{vote.NoveltyScore:F2}}}", Config = "{}",
    };
}
