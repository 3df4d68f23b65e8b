namespace Anomaly.Bench.Backtest.Tables;

/// <summary>A table in Markdown, its columns in line.</summary>
/// <param name="Header">The columns' names; those of numbers end in a colon, which is not shown, and are set to the right.</param>
/// <param name="Rows">The rows, as long as the header.</param>
internal sealed record TextTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public IReadOnlyList<string> Names { get; } = [.. Header.Select(name => name.TrimEnd(':'))];

    public bool IsNumber(int column) => Header[column].EndsWith(':');

    public void Write(TextWriter to)
    {
        // A bar inside a cell would end it.
        var rows = Rows.Select(row => row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)).ToList()).ToList();
        var widths = Names.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Append(3).Max()).ToList();
        to.Write(Line(Names, widths));
        to.Write($"|{string.Join('|', widths.Select((width, i) => IsNumber(i) ? new string('-', width + 1) + ":" : new string('-', width + 2)))}|\n");
        foreach (var row in rows)
            to.Write(Line(row, widths));
    }

    private string Line(IReadOnlyList<string> cells, List<int> widths) =>
        $"| {string.Join(" | ", cells.Select((cell, i) => IsNumber(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])))} |\n";
}
