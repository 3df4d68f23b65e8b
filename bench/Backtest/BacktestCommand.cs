using System.CommandLine;
using Anomaly.Bench.Backtest.Drawing;
using Anomaly.Bench.Backtest.Tables;
using Anomaly.Bench.Recordings;
using Anomaly.Producer;
using Anomaly.Producer.Commands;
using Anomaly.Producer.Replay;

namespace Anomaly.Bench.Backtest;

/// <summary><c>backtest</c>: what each method would have flagged in any recording.</summary>
internal sealed class BacktestCommand
{
    private readonly Argument<string[]> _paths = new("file") { Description = "CSV files of time and value, with a header or without; or folders, of which every .csv inside is taken.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _time = new("--time-column") { Description = "The column of the time, by name or by number from 1. Default: timestamp, time, date or the like, else the first.", HelpName = "column" };
    private readonly Option<string?> _value = new("--value-column") { Description = "The column of the value. Default: value, else the first that is not the time.", HelpName = "column" };
    private readonly Option<string> _out = new("--out", "-o") { Description = "Where the picture goes.", DefaultValueFactory = _ => "backtest.html", HelpName = "file" };
    private readonly Option<string?> _format = new("--format", "-f") { Description = "html or svg. Default: svg where --out ends in .svg, else html." };
    private readonly Option<int> _limit = new("--limit") { Description = "How many alarms of a file and method are listed; the picture has more.", DefaultValueFactory = _ => 20, HelpName = "count" };
    private readonly SettingsOptions _settings = new();

    public static Command Create(Surroundings surroundings)
    {
        var options = new BacktestCommand();
        options._format.AcceptOnlyFromAmong("html", "svg");
        var command = new Command("backtest", "Lets recordings happen once more, and shows what each method would have flagged, as tables and as a picture.");
        command.Arguments.Add(options._paths);
        foreach (var option in (Option[])[options._time, options._value, options._out, options._format, options._limit])
            command.Options.Add(option);
        options._settings.AddTo(command);
        command.SetAction(parse => options.Run(parse, surroundings));
        return command;
    }

    private int Run(ParseResult parse, Surroundings surroundings)
    {
        var settings = _settings.Read(parse, surroundings.Folder);
        var limit = parse.GetValue(_limit);
        if (limit < 0)
            throw SharedOptions.Wrong("--limit", limit, "0 or more");

        var problems = 0;
        void Say(string problem) => surroundings.Error.Write(Shown.Text(problem) + "\n");
        var files = ReplayFiles.Find(parse.GetValue(_paths)!, surroundings.Folder, problem =>
        {
            problems++;
            Say(problem);
        });
        var columns = new CsvColumns(parse.GetValue(_time), parse.GetValue(_value));
        var log = new ReplayLog(Say);
        var results = files
            .Select(file => Recording.Read(file, surroundings.Folder, columns, log, Say))
            .OfType<Recording>()
            .Select(recording => BacktestRun.Run(recording, settings))
            .ToList();
        if (results.Count == 0)
            return ExitCode.Unreadable;

        WriteTables(results, limit, surroundings.Out);
        Draw(results, settings.Stamped.Text, parse, surroundings);
        return problems + files.Count - results.Count > 0 ? ExitCode.Unreadable : ExitCode.Ok;
    }

    private static void WriteTables(List<FileResult> results, int limit, TextWriter to)
    {
        SummaryTable.Of(results).Write(to);
        foreach (var (file, method) in results.SelectMany(file => file.Methods.Select(method => (file, method))).Where(each => each.method.Alarms.Count > 0 && limit > 0))
        {
            var rest = method.Alarms.Count - limit;
            to.Write($"\n{Shown.Text(file.Name)}, {method.Method}{(rest > 0 ? $": the first {Shown.Count(limit)} of {Shown.Count(method.Alarms.Count)} alarms" : "")}\n\n");
            AlarmTable.Of(method.Alarms.Take(limit)).Write(to);
        }
    }

    private void Draw(List<FileResult> results, string settings, ParseResult parse, Surroundings surroundings)
    {
        var target = Path.GetFullPath(parse.GetValue(_out)!, surroundings.Folder);
        var format = parse.GetValue(_format) ?? (target.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) ? "svg" : "html");
        try
        {
            File.WriteAllText(target, format == "svg" ? SvgPicture.Write(results) : HtmlPage.Write(results, settings));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"--out is '{target}'; it must be a file that can be written: {e.Message}", e);
        }

        surroundings.Out.Write($"\nThe picture is in {target}\n");
    }
}
