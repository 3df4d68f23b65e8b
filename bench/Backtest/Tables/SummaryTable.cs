using System.Globalization;
using Anomaly.Detectors;

namespace Anomaly.Bench.Backtest.Tables;

/// <summary>How many alarms of which kind there would have been, by file and method.</summary>
internal static class SummaryTable
{
    private const double Usual = 10_000;

    public static TextTable Of(IEnumerable<FileResult> files) => new(
        ["file", "method", "samples:", "alarms:", "per 10,000:", "critical:", "warning:", "info:", "first alarm", "ns a sample:"],
        [.. files.SelectMany(file => file.Methods.Select(method => Row(file, method)))]);

    private static string[] Row(FileResult file, MethodResult method) =>
    [
        Shown.Text(file.Name),
        method.Method,
        Shown.Count(file.Samples),
        Shown.Count(method.Alarms.Count),
        (method.Alarms.Count * Usual / file.Samples).ToString("0.0", CultureInfo.InvariantCulture),
        Count(method, AlarmSeverity.Critical),
        Count(method, AlarmSeverity.Warning),
        Count(method, AlarmSeverity.Info),
        method.Alarms.Count == 0 ? "" : Shown.Time(method.Alarms[0].TimestampMs),
        method.Nanoseconds.ToString("0", CultureInfo.InvariantCulture),
    ];

    private static string Count(MethodResult method, AlarmSeverity severity) => Shown.Count(method.Alarms.Count(alarm => alarm.Severity == severity));
}
