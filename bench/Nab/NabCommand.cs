using System.CommandLine;
using System.Globalization;
using Anomaly.Bench.Recordings;
using Anomaly.Grains.Settings;
using Anomaly.Producer;
using Anomaly.Producer.Commands;
using Anomaly.Producer.Replay;

namespace Anomaly.Bench.Nab;

/// <summary><c>nab</c>: the files that the scorer of the Numenta Anomaly Benchmark reads.</summary>
internal sealed class NabCommand
{
    private readonly Option<string> _data = new("--data") { Description = "The folder of the benchmark's data files, timestamp,value.", HelpName = "folder", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "The folder for the scores: a file of timestamp,value,anomaly_score under the same name for each.", HelpName = "folder", Required = true };
    private readonly SettingsOptions _settings = new();

    public static Command Create(Surroundings surroundings)
    {
        var options = new NabCommand();
        var command = new Command("nab", "Scores every row of the benchmark's files, by the same settings for all of them and by the rows before it alone.");
        command.Options.Add(options._data);
        command.Options.Add(options._out);
        options._settings.AddTo(command);
        command.SetAction(parse => options.Run(parse, surroundings));
        return command;
    }

    private int Run(ParseResult parse, Surroundings surroundings)
    {
        var settings = _settings.Read(parse, surroundings.Folder);
        var data = Path.GetFullPath(parse.GetValue(_data)!, surroundings.Folder);
        var scores = Path.GetFullPath(parse.GetValue(_out)!, surroundings.Folder);
        if (!Directory.Exists(data))
            throw new InvalidSettingException($"--data is '{data}'; it must be a folder");
        if (!Path.GetRelativePath(data, scores).StartsWith("..", StringComparison.Ordinal))
            throw new InvalidSettingException($"--out is '{scores}'; it must not be inside --data, '{data}', whose files would be mixed with the scores");

        var problems = 0;
        var files = ReplayFiles.Find([data], data, problem =>
        {
            problems++;
            surroundings.Error.Write(problem + "\n");
        });
        var rows = 0L;
        foreach (var file in files)
        {
            try
            {
                rows += Score(file, data, scores, settings);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                problems++;
                surroundings.Error.Write($"{file.Path}: {e.Message}\n");
            }
        }

        surroundings.Out.Write(string.Create(
            CultureInfo.InvariantCulture, $"{rows:N0} rows of {files.Count} files scored by {string.Join(", ", settings.Detectors.Select(detector => detector.Method))}, in {scores}\n"));
        return problems > 0 ? ExitCode.Unreadable : ExitCode.Ok;
    }

    private static long Score(ReplayFile file, string data, string folder, SeriesSettings settings)
    {
        // A file is written whole or not at all: the scorer would take a part of one for rows that are missing.
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var reader = new StreamReader(Path.Combine(data, file.Path));
        var rows = NabScores.Write(reader, text, settings);
        var target = Path.Combine(folder, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text.ToString());
        return rows;
    }
}
