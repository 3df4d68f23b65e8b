using System.Text;

namespace Anomaly.Producer.Formats;

internal static class InfluxTemplate
{
    public static RecordTemplate Create(string series, IReadOnlyDictionary<string, string> labels)
    {
        var line = new StringBuilder();
        Escape(line, series, equals: false);
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            if (value.Length == 0)
                continue; // the protocol has no empty tag values
            line.Append(',');
            Escape(line, name, equals: true);
            line.Append('=');
            Escape(line, value, equals: true);
        }

        return new RecordTemplate
        {
            Prefix = Encoding.UTF8.GetBytes(line.Append(" value=").ToString()),
            Middle = " "u8.ToArray(),
            Suffix = [],
            ValueFirst = true,
            UnixNanoseconds = true,
        };
    }

    // A measurement escapes commas and spaces, a tag the equals sign too. A line cannot hold a line break.
    private static void Escape(StringBuilder line, string text, bool equals)
    {
        foreach (var c in text)
        {
            if (c is ',' or ' ' || (equals && c == '='))
                line.Append('\\');
            line.Append(c is '\n' or '\r' ? '_' : c);
        }
    }
}
