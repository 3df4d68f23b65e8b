using Anomaly.Dashboard.Api.Series;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>Asks the grains of the rows on show, all at once, and again every few seconds. No round begins before the last one ended.</summary>
internal sealed class SeriesRounds(LiveSeries live, TimeProvider time)
{
    private const int Points = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="wanted">Ends once somebody looks.</param>
    /// <param name="show">Is called where rows changed, a few times a second at the most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(IReadOnlyList<SeriesRow> rows, Func<Task> wanted, Action show, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            await wanted().WaitAsync(cancellationToken);
            var drawn = Drawn(rows);
            var asked = Task.WhenAll(rows.Where(row => row.IsDue(round)).Select(row => AskAsync(row, round, cancellationToken)));
            while (!asked.IsCompleted)
            {
                await Task.WhenAny(asked, Task.Delay(Frame, time, cancellationToken));
                if (Drawn(rows) is var now && now != drawn)
                {
                    drawn = now;
                    show();
                }
            }

            await asked;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static int Drawn(IReadOnlyList<SeriesRow> rows) => rows.Sum(row => row.Version);

    private async Task AskAsync(SeriesRow row, int round, CancellationToken cancellationToken)
    {
        var (status, points) = await live.AskAsync(row.Info.Id, cancellationToken, Points);
        row.Take(round, status, points);
    }
}
