namespace Anomaly.Producer.Replay;

/// <summary>The fields of one line, quoted or not.</summary>
internal static class CsvLine
{
    /// <summary>What separates the fields of a line: a comma, a semicolon or a tab, whichever comes first.</summary>
    public static char FindSeparator(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("\""))
            line = line[Quoted(line)..];
        var at = line.IndexOfAny(',', ';', '\t');
        return at < 0 ? ',' : line[at];
    }

    /// <summary>All fields.</summary>
    public static List<string> Split(ReadOnlySpan<char> line, char separator)
    {
        var fields = new List<string>();
        for (var i = 0; TryField(line, separator, i, out var field); i++)
            fields.Add(field.ToString());
        return fields;
    }

    /// <summary>One field, without its quotes and the blanks around it.</summary>
    public static bool TryField(ReadOnlySpan<char> line, char separator, int column, out ReadOnlySpan<char> field)
    {
        for (; ; column--)
        {
            var text = line.TrimStart(' ');
            var quoted = text.StartsWith("\"") ? Quoted(text) : 0;
            var length = text[quoted..].IndexOf(separator) is >= 0 and var at ? quoted + at : text.Length;
            if (column == 0)
            {
                field = text[..length].Trim(' ').Trim('"');
                return true;
            }

            if (length == text.Length)
            {
                field = default;
                return false;
            }

            line = text[(length + 1)..];
        }
    }

    /// <summary>The length of a field in quotes; two of them inside stand for one. A quote that is never closed quotes nothing.</summary>
    private static int Quoted(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;
            if (i + 1 == text.Length || text[i + 1] != '"')
                return i + 1;
            i++;
        }

        return 0;
    }
}
