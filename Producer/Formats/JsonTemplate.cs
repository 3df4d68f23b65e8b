using System.Text;

namespace Anomaly.Producer.Formats;

internal static class JsonTemplate
{
    public static RecordTemplate Create(string series, IReadOnlyDictionary<string, string> labels) => new()
    {
        Prefix = Encoding.UTF8.GetBytes($"{{\"series\":{JsonText.Quote(series)},\"timestamp\":\""),
        Middle = "\",\"value\":"u8.ToArray(),
        Suffix = labels.Count == 0 ? "}"u8.ToArray() : Encoding.UTF8.GetBytes($",\"labels\":{JsonText.Labels(labels)}}}"),
    };
}
