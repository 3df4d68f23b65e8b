using System.Text;

namespace Anomaly.Producer.Formats;

internal static class PrometheusTemplate
{
    public static RecordTemplate Create(string series, IReadOnlyDictionary<string, string> labels) => new()
    {
        Prefix = "{\"timestamp\":\""u8.ToArray(),
        Middle = "\",\"value\":\""u8.ToArray(),
        Suffix = Encoding.UTF8.GetBytes($"\",\"name\":{JsonText.Quote(series)},\"labels\":{JsonText.Labels(labels)}}}"),
    };
}
