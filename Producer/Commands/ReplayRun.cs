using System.Globalization;
using Anomaly.Producer.Formats;
using Anomaly.Producer.Pacing;
using Anomaly.Producer.Replay;

namespace Anomaly.Producer.Commands;

/// <summary>Sends recordings.</summary>
internal sealed class ReplayRun(IReadOnlyList<ReplayFile> files, RunSettings settings, Surroundings surroundings, double speed, bool fromNow)
{
    public async Task<int> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        var log = new ReplayLog(run.Reporter.Say);
        var pacer = new Pacer(surroundings.Time, speed, (wait, until) => run.Reporter.Tell(string.Create(
            CultureInfo.InvariantCulture, $"the next row, of {TimeText.Rfc3339(until)}, is due in {Wait(wait)}")));
        DateTimeOffset? rebase = fromNow ? surroundings.Time.GetUtcNow() : null;
        var series = files.ToDictionary(file => file, file => settings.Series(file.Series, ("source", "replay")));
        var cursors = files.Select(file => new ReplayCursor(file, surroundings.Folder, log, rebase)).ToList();
        try
        {
            foreach (var cursor in pacer.IsPaced ? ReplayOrder.ByTime(cursors) : ReplayOrder.InTurn(cursors))
            {
                var (time, value) = cursor.Current;
                await pacer.WaitUntilAsync(time, cancellationToken).ConfigureAwait(false);
                await run.SendAsync(series[cursor.File], time, value, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
            run.Reporter.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{files.Count - log.UnreadableFiles} of {files.Count} files read, {log.BadLines:N0} bad lines skipped"));
        }

        return log.UnreadableFiles > 0 ? ExitCode.Unreadable : ExitCode.Ok;
    }

    private static string Wait(TimeSpan wait) => wait.TotalHours < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{wait.TotalMinutes:0.#} minutes")
        : wait.TotalDays < 2
            ? string.Create(CultureInfo.InvariantCulture, $"{wait.TotalHours:0.#} hours")
            : string.Create(CultureInfo.InvariantCulture, $"{wait.TotalDays:0.#} days");
}
