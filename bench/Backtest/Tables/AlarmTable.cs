using Anomaly.Detectors;

namespace Anomaly.Bench.Backtest.Tables;

/// <summary>The alarms of a method.</summary>
internal static class AlarmTable
{
    public static TextTable Of(IEnumerable<Alarm> alarms) => new(["time (UTC)", "severity", "value:", "expected:", "reason"], [.. alarms.Select(Row)]);

    private static string[] Row(Alarm alarm) =>
    [
        Shown.Time(alarm.TimestampMs),
        Severity(alarm.Severity),
        Shown.Number(alarm.Value),
        Shown.Number(alarm.Expected),
        Shown.Text(alarm.Reason),
    ];

    /// <summary>A severity's name.</summary>
    public static string Severity(AlarmSeverity severity) => severity switch
    {
        AlarmSeverity.Critical => "critical",
        AlarmSeverity.Warning => "warning",
        _ => "info",
    };
}
