using System.Text;

namespace Anomaly.Producer.Formats;

internal static class SeedTemplate
{
    // A field of one of these names would be taken for something else than a series.
    private static readonly HashSet<string> Reserved = new(["timestamp", "series", "value", "samples", "name", "labels"], StringComparer.Ordinal);

    public static RecordTemplate Create(string series) => Reserved.Contains(series)
        ? throw new InvalidSettingException($"--format seed: a series cannot be named '{series}', which means something else there; rename it (--series, --prefix) or use --format json")
        : new RecordTemplate
        {
            Prefix = Encoding.UTF8.GetBytes($"{{{JsonText.Quote(series)}:"),
            Middle = ",\"timestamp\":\""u8.ToArray(),
            Suffix = "\"}"u8.ToArray(),
            ValueFirst = true,
        };
}
