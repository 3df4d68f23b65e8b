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
        var alarms = new List<PreviewedAlarm>();
        for (var i = 0; i < points.Length; i++)
        {
            foreach (var alarm in copy.Apply(points[i].Timestamp.ToUnixTimeMilliseconds(), points[i].Value) ?? [])
            {
                alarms.Add(new PreviewedAlarm(i - alarm.Lag, alarm.Method, (AnomalySeverity)alarm.Severity, alarm.Score, alarm.Reason));
            }
        }

        return new SettingsPreview(errors.ByPath, copy.Points.Newest(points.Length, _ => null), [.. alarms]);
    }
}
