using System.Globalization;
using System.Text.Json.Nodes;

namespace Anomaly.Bench.Reporting;

/// <summary>Takes the rows of a command: they are printed, and written to the file of <c>--json</c> as soon as they are there.</summary>
internal sealed class Report(string command, string? file)
{
    private readonly string? _file = file is null ? null : Path.GetFullPath(file);
    private readonly double _load = LoadAverage();
    private readonly List<Row> _rows = [];

    public Report(CommandOptions options)
        : this(options.CommandLine, options.Text("--json"))
    {
    }

    public void Add(string name, JsonObject parameters, JsonObject figures)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var row = new Row(name, parameters, figures, command, date, Environment.ProcessorCount, _load, LoadAverage());
        _rows.Add(row);
        if (_file is not null)
            RowFile.Add(_file, row);
    }

    public void Print() => Console.WriteLine("\n" + RowTable.Of(_rows));

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
