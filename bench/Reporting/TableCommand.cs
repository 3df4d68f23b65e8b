namespace Anomaly.Bench.Reporting;

/// <summary>Writes the rows of a JSON file as a page of tables.</summary>
internal static class TableCommand
{
    public static async Task RunAsync(CommandOptions options)
    {
        var json = options.Text("--json") ?? throw new OptionException("--json is absent; it must be a file of rows");
        var page = options.Text("--markdown") ?? throw new OptionException("--markdown is absent; it must be the file to write");
        options.End();
        var rows = RowFile.Read(json);
        if (rows.Count == 0)
            throw new OptionException($"--json is '{json}'; it must be a file with rows");
        await File.WriteAllTextAsync(page, $"# {rows[^1].Date[..10]}, {rows[^1].Processors} processors\n\nThe rows of [{Path.GetFileName(json)}]({Path.GetFileName(json)}); [what they are](../README.md).\n\n{RowTable.Of(rows).TrimEnd()}\n");
    }
}
