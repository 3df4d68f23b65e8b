using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Anomaly.Dashboard.Api.Json;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>Anomalies as comma-separated values (RFC 4180), safe to open in a spreadsheet.</summary>
internal static class AnomalyCsv
{
    public const string Header =
        "id,metric_name,labels,timestamp,detected_at,value,threshold,status,detection_method,anomaly_score,z_score,expected,lower,upper,"
        + "severity,direction,reason,incident_id,context,config,topic,epoch,partition,offset,index\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    /// <summary>A cell that begins so is a formula to a spreadsheet.</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public static string Write(IEnumerable<AnomalyItem> items)
    {
        var text = new StringBuilder(Header);
        foreach (var item in items)
            text.Append(Row(item));

        return text.ToString();
    }

    public static string Row(AnomalyItem item) => string.Join(',', Cells(item)) + "\r\n";

    private static IEnumerable<string> Cells(AnomalyItem item) =>
    [
        item.Id.ToString(),
        Text(item.MetricName),
        Text(JsonSerializer.Serialize(item.Labels, ApiJson.Options)),
        Instant.Format(item.Timestamp),
        Instant.Format(item.DetectedAt),
        Number(item.Value),
        Number(item.Threshold),
        WireNames<Grains.Interfaces.Anomalies.AnomalyStatus>.Of(item.Status),
        Text(item.DetectionMethod),
        Number(item.AnomalyScore),
        Number(item.ZScore),
        Number(item.Expected),
        Number(item.Lower),
        Number(item.Upper),
        WireNames<Grains.Interfaces.Anomalies.AnomalySeverity>.Of(item.Severity),
        WireNames<Grains.Interfaces.Anomalies.AnomalyDirection>.Of(item.Direction),
        Text(item.Reason),
        item.IncidentId?.ToString() ?? "",
        Text(item.Context.GetRawText()),
        Text(item.Config.GetRawText()),
        Text(item.Source.Topic),
        Number(item.Source.Epoch),
        Number(item.Source.Partition),
        Number(item.Source.Offset),
        Number(item.Source.Index),
    ];

    private static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Text(string text)
    {
        if (text.Length > 0 && Formula.Contains(text[0]))
            text = "'" + text;

        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
