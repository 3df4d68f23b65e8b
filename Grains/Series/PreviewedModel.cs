using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>Runs a series' methods under other settings over its recent points once more, on a copy made as a change of settings makes it.</summary>
internal static class PreviewedModel
{
    /// <summary>Runs them.</summary>
    /// <param name="model">The series; it is not changed.</param>
    /// <param name="settings">What differs from the settings in force, which may be all; null for those in force.</param>
    public static SettingsPreview Run(ISeriesModel model, string? settings)
    {
        var errors = new SettingsErrors();
        if (model is not SeriesModel series)
        {
            errors.Add("settings", "are of a group, whose recent points do not hold what its members were; change the rule that makes the group instead");
            return new SettingsPreview(errors.ByPath, [], []);
        }

        var inForce = model.Settings.Stamped.Text;
        var read = settings is null ? "{}" : SettingsSchema.Read(settings, inForce, "", errors);
        if (errors.Any)
        {
            return new SettingsPreview(errors.ByPath, [], []);
        }

        var copy = series.Under(SeriesSettings.ParseOnce(SettingsMerge.Apply(inForce, read)));
        var points = model.Points.Newest(PointRing.Capacity, _ => null);
        if (model.Settings.CountsUp && !copy.Settings.CountsUp)
        {
            return new SettingsPreview(errors.ByPath, [], []); // the points are rates; the values that they were made of are gone
        }

        return Run(copy, copy.Settings.CountsUp && !model.Settings.CountsUp ? Rates(points) : Values(points), errors);
    }

    /// <summary>Old points once more: they are judged, whatever is newest.</summary>
    private static SettingsPreview Run(SeriesModel copy, List<(long TimestampMs, double Value)> points, SettingsErrors errors)
    {
        var alarms = new List<PreviewedAlarm>();
        for (var i = 0; i < points.Count; i++)
        {
            foreach (var alarm in copy.Judge(points[i].TimestampMs, points[i].Value) ?? [])
            {
                alarms.Add(new PreviewedAlarm(i - alarm.Lag, alarm.Method, (AnomalySeverity)alarm.Severity, alarm.Score, alarm.Reason));
            }
        }

        return new SettingsPreview(errors.ByPath, copy.Points.Newest(points.Count, _ => null), [.. alarms]);
    }

    private static List<(long TimestampMs, double Value)> Values(ScoredPoint[] points) =>
        [.. points.Select(point => (point.Timestamp.ToUnixTimeMilliseconds(), point.Value))];

    /// <summary>What values would have been as those of a counter.</summary>
    private static List<(long TimestampMs, double Value)> Rates(ScoredPoint[] points)
    {
        var rates = new List<(long, double)>();
        var (beforeMs, before) = (long.MaxValue, 0.0);
        foreach (var (timestampMs, value) in Values(points))
        {
            if (timestampMs > beforeMs)
            {
                rates.Add((timestampMs, new CounterRate(beforeMs, before, timestampMs, value).PerSecond));
            }

            (beforeMs, before) = beforeMs == long.MaxValue || timestampMs > beforeMs ? (timestampMs, value) : (beforeMs, before);
        }

        return rates;
    }
}
