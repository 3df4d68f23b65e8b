using System.CommandLine;
using System.Globalization;
using Anomaly.Producer.Replay;

namespace Anomaly.Producer.Commands;

/// <summary><c>replay</c>: recordings.</summary>
internal sealed class ReplayCommand
{
    private readonly SharedOptions _shared = new();
    private readonly PaceOptions _pace = new("As fast as it goes; the default.", offerRealtime: true);
    private readonly Argument<string[]> _paths = new("path") { Description = "CSV files of timestamp,value, with a header or without; or folders, of which every .csv inside is taken.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _series = new("--series") { Description = "The series' id, where one file is replayed. Default: the file's name without .csv, with folders where several files share it.", HelpName = "id" };
    private readonly Option<bool> _fromNow = new("--from-now") { Description = "Move each file's times so that its first row is now. By default times are kept." };

    public static Command Create(Surroundings surroundings)
    {
        var options = new ReplayCommand();
        var command = new Command("replay", "Recordings from CSV files. When paced, the rows of several files are sent in the order of their times.");
        command.Arguments.Add(options._paths);
        command.Options.Add(options._series);
        options._pace.AddTo(command);
        command.Options.Add(options._fromNow);
        options._shared.AddTo(command);
        command.SetAction((parse, cancellationToken) => options.RunAsync(parse, surroundings, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var settings = _shared.Read(parse, surroundings);
        var speed = _pace.Read(parse, otherwise: double.PositiveInfinity);
        var problems = 0;
        var files = ReplayFiles.Find(parse.GetValue(_paths)!, surroundings.Folder, problem =>
        {
            problems++;
            surroundings.Error.Write(problem + "\n");
        });
        if (parse.GetValue(_series) is { } id)
        {
            if (files.Count != 1)
                throw new InvalidSettingException($"--series is '{id}' for {files.Count} files; it must be left out unless there is one");
            files = [files[0] with { Series = id }];
        }

        if (files.Count == 0)
            return ExitCode.Unreadable;
        if (!settings.Quiet)
            surroundings.Error.Write(string.Create(CultureInfo.InvariantCulture, $"replay: {files.Count} files {(double.IsFinite(speed) ? $"at ×{speed}" : "as fast as it goes")}, to {settings.Target}\n"));
        var work = new ReplayRun(files, settings, surroundings, speed, parse.GetValue(_fromNow));
        var exitCode = await Run.ExecuteAsync(settings, surroundings, endless: false, work.WorkAsync, cancellationToken).ConfigureAwait(false);
        return exitCode == ExitCode.Ok && problems > 0 ? ExitCode.Unreadable : exitCode;
    }
}
