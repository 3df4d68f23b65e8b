using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Detectors;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>Says that a series sends nothing. It is about the last sample, whose position makes its identity.</summary>
internal static class SilenceAlarm
{
    /// <summary>Fewer tell nothing of how often samples came.</summary>
    private const int MinIntervals = 4;

    public static Alarm Explain(ISeriesModel model, TimeSpan silent)
    {
        var after = model.Settings.Stamped.SilentAfter;
        var usual = UsualInterval(model);
        var last = DateTimeOffset.FromUnixTimeMilliseconds(model.LastSeen).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var before = usual is null ? "" : $"; samples came every {Words(usual.Value)} before";
        return new Alarm
        {
            Method = SilenceSettings.Section,
            Lag = 0,
            TimestampMs = model.LastSeen,
            Value = model.LastValue,
            Threshold = after.TotalSeconds,
            Score = silent.TotalSeconds,
            Severity = AlarmSeverity.Warning,
            Direction = AlarmDirection.Both,
            Reason = string.Create(CultureInfo.InvariantCulture, $"no sample for {Words(silent)}; the last was {model.LastValue:G6} at {last}{before}"),
            Context = new JsonObject
            {
                ["silent_seconds"] = silent.TotalSeconds,
                ["last_value"] = model.LastValue,
                ["last_timestamp"] = last,
                ["usual_interval_seconds"] = usual?.TotalSeconds,
            }.ToJsonString(),
            Config = new JsonObject { ["after"] = SettingDuration.Format(after) }.ToJsonString(),
        };
    }

    /// <summary>The median of the times between the recent points.</summary>
    private static TimeSpan? UsualInterval(ISeriesModel model)
    {
        var points = model.Points.Newest(PointRing.Capacity, _ => null);
        var intervals = points.Zip(points.Skip(1), (one, next) => next.Timestamp - one.Timestamp).Where(interval => interval > TimeSpan.Zero).Order().ToArray();
        return intervals.Length < MinIntervals ? null : intervals[intervals.Length / 2];
    }

    private static string Words(TimeSpan time)
    {
        var (number, unit) = time switch
        {
            { TotalSeconds: < 120 } => (time.TotalSeconds, "second"),
            { TotalMinutes: < 120 } => (time.TotalMinutes, "minute"),
            { TotalHours: < 48 } => (time.TotalHours, "hour"),
            _ => (time.TotalDays, "day"),
        };
        var rounded = number < 10 ? Math.Round(number, 1) : Math.Round(number);
        return string.Create(CultureInfo.InvariantCulture, $"{rounded} {unit}{(rounded == 1 ? "" : "s")}");
    }
}
