using System.Globalization;

namespace Anomaly.Producer.Replay;

/// <summary>
/// Reads rows of time and value, with commas, semicolons or tabs between them. A header is optional; where it names <c>timestamp</c>
/// and <c>value</c>, or other names in use, these columns are taken, else the first two.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private readonly TextReader _reader;
    private readonly Action<long, string>? _onBadLine;
    private readonly CsvColumns _columns;
    private int _timeColumn;
    private int _valueColumn;
    private char _separator;
    private string _text = "";

    /// <param name="reader">The text.</param>
    /// <param name="onBadLine">Told the number of a line that cannot be read, and why.</param>
    /// <param name="columns">The columns to take; null takes those with the usual names.</param>
    public CsvRows(TextReader reader, Action<long, string>? onBadLine, CsvColumns? columns = null) =>
        (_reader, _onBadLine, _columns) = (reader, onBadLine, columns ?? CsvColumns.Unnamed);

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The time of the row that was read last, as it stands there.</summary>
    public ReadOnlySpan<char> TimeText => Field(_timeColumn);

    /// <summary>Its value, as it stands there.</summary>
    public ReadOnlySpan<char> ValueText => Field(_valueColumn);

    /// <summary>Reads the next row that can be read.</summary>
    /// <exception cref="InvalidDataException">A column that was asked for is not there.</exception>
    public bool TryRead(out CsvSample sample)
    {
        while (_reader.ReadLine() is { } line)
        {
            Line++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            _text = line;
            if (_separator == default && TakeHeader(line))
                continue;
            if (Parse(line, out sample) is not { } problem)
                return true;
            _onBadLine?.Invoke(Line, problem);
        }

        sample = default;
        return false;
    }

    public void Dispose() => _reader.Dispose();

    private string? Parse(ReadOnlySpan<char> text, out CsvSample sample)
    {
        sample = default;
        if (!CsvLine.TryField(text, _separator, _timeColumn, out var time) || !CsvLine.TryField(text, _separator, _valueColumn, out var value))
            return _timeColumn < 2 && _valueColumn < 2
                ? $"'{Shorten(text)}' has no two columns; it must be timestamp,value"
                : $"'{Shorten(text)}' has no {Math.Max(_timeColumn, _valueColumn) + 1} columns; time is in column {_timeColumn + 1}, the value in {_valueColumn + 1}";
        if (!TimestampText.TryParse(time, out var timestamp))
            return $"'{Shorten(time)}' is no time; it must be like 2014-04-01 00:00:00, RFC 3339 or a number since 1970";
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return $"'{Shorten(value)}' is no finite number; it must be like 12.5";
        sample = new CsvSample(timestamp, number);
        return null;
    }

    // A first line is a header if none of its fields could be data.
    private bool TakeHeader(string text)
    {
        _separator = CsvLine.FindSeparator(text);
        var names = CsvLine.Split(text, _separator);
        var isHeader = !names.Any(name => TimestampText.TryParse(name, out _) || double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        (_timeColumn, _valueColumn) = _columns.Find(isHeader ? names : []);
        return isHeader;
    }

    private ReadOnlySpan<char> Field(int column) => CsvLine.TryField(_text, _separator, column, out var field) ? field : default;

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..60]}…";
}
