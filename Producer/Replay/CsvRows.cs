using System.Globalization;

namespace Anomaly.Producer.Replay;

/// <summary>
/// Reads rows of time and value. A header is optional; where it names <c>timestamp</c> and <c>value</c>, these columns are
/// taken, else the first two.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private readonly TextReader _reader;
    private readonly Action<long, string>? _onBadLine;
    private int _timeColumn;
    private int _valueColumn = 1;
    private long _line;

    /// <param name="reader">The text.</param>
    /// <param name="onBadLine">Told the number of a line that cannot be read, and why.</param>
    public CsvRows(TextReader reader, Action<long, string>? onBadLine) => (_reader, _onBadLine) = (reader, onBadLine);

    public bool TryRead(out CsvSample sample)
    {
        while (_reader.ReadLine() is { } line)
        {
            _line++;
            var text = line.AsSpan().Trim();
            if (text.IsEmpty)
                continue;
            var problem = Parse(text, out sample);
            if (problem is null)
                return true;
            if (_line == 1 && TakeHeader(text))
                continue;
            _onBadLine?.Invoke(_line, problem);
        }

        sample = default;
        return false;
    }

    public void Dispose() => _reader.Dispose();

    private string? Parse(ReadOnlySpan<char> text, out CsvSample sample)
    {
        sample = default;
        if (!TryField(text, _timeColumn, out var time) || !TryField(text, _valueColumn, out var value))
            return $"'{Shorten(text)}' has no two columns; it must be timestamp,value";
        if (!TimestampText.TryParse(time, out var timestamp))
            return $"'{Shorten(time)}' is no time; it must be like 2014-04-01 00:00:00, RFC 3339 or a number since 1970";
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return $"'{Shorten(value)}' is no finite number";
        sample = new CsvSample(timestamp, number);
        return null;
    }

    // A first line is a header if neither of its first two fields could be data.
    private bool TakeHeader(ReadOnlySpan<char> text)
    {
        var names = text.ToString().Split(',').Select(name => name.Trim().Trim('"').ToUpperInvariant()).ToList();
        if (names.Any(name => TimestampText.TryParse(name, out _) || double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            return false;
        if (names.IndexOf("TIMESTAMP") is >= 0 and var time && names.IndexOf("VALUE") is >= 0 and var value)
            (_timeColumn, _valueColumn) = (time, value);
        return true;
    }

    private static bool TryField(ReadOnlySpan<char> text, int column, out ReadOnlySpan<char> field)
    {
        for (; column > 0; column--)
        {
            var comma = text.IndexOf(',');
            if (comma < 0)
            {
                field = default;
                return false;
            }

            text = text[(comma + 1)..];
        }

        var end = text.IndexOf(',');
        field = (end < 0 ? text : text[..end]).Trim().Trim('"');
        return true;
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..60]}…";
}
