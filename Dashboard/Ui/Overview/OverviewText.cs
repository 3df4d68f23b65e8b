using System.Globalization;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Overview;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>Words, numbers and addresses of the overview.</summary>
internal static class OverviewText
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Rate(double value) => value.ToString(value is > 0 and < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    public static string Anomalies(long count) => count == 1 ? "1 anomaly" : $"{Number(count)} anomalies";

    /// <summary>A stretch of time in UTC; the browser (overview.js) puts the reader's zone before it.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to)
    {
        var end = to.UtcDateTime.Date == from.UtcDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return string.Create(CultureInfo.InvariantCulture, $"{from.UtcDateTime:yyyy-MM-dd HH:mm}–{to.UtcDateTime.ToString(end, CultureInfo.InvariantCulture)} UTC");
    }

    public static string Bar(TimelineBucket bucket)
    {
        (long Count, AnomalySeverity Severity)[] kinds = [(bucket.Critical, AnomalySeverity.Critical), (bucket.Warning, AnomalySeverity.Warning), (bucket.Info, AnomalySeverity.Info)];
        var kindsText = string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => $"{Number(kind.Count)} {Word(kind.Severity)}"));
        return $"{Span(bucket.From, bucket.To)}: {Anomalies(bucket.Total)}, {kindsText}";
    }

    public static string Cell(string series, HeatCell cell) =>
        $"{series}, {Span(cell.From, cell.To)}: {Anomalies(cell.Count)}, the worst {Word(cell.Worst)}";

    public static string Word(AnomalySeverity severity) => WireNames<AnomalySeverity>.Of(severity);

    /// <summary>The anomalies of a stretch of time.</summary>
    public static string Between(DateTimeOffset from, DateTimeOffset to, string? series = null) =>
        $"/ui/anomalies?{(series is null ? "" : $"series={Uri.EscapeDataString(series)}&")}from={Time(from)}&to={Time(to)}";

    /// <summary>The anomalies of the last hour.</summary>
    public static string LastHour(AnomalySeverity? severity = null, string? method = null) =>
        $"/ui/anomalies?range=1h{(severity is { } known ? $"&severity={Word(known)}" : "")}{(method is null ? "" : $"&method={Uri.EscapeDataString(method)}")}";

    // Whole minutes, and a colon may stand in a query: as short as can be, for there are hundreds.
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
