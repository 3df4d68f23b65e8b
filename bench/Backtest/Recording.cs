using Anomaly.Producer.Replay;

namespace Anomaly.Bench.Backtest;

/// <summary>What a file holds, in the order in which it would have come live.</summary>
/// <param name="Name">The file, as it is shown.</param>
/// <param name="Samples">Its rows; at least one.</param>
internal sealed record Recording(string Name, IReadOnlyList<CsvSample> Samples)
{
    /// <summary>The share of rows that may go back in time: a live series has late samples too.</summary>
    private const double Late = 0.1;

    /// <summary>Reads a file; what cannot be read of it is told.</summary>
    /// <returns>The recording; null where no row of it can be read.</returns>
    public static Recording? Read(ReplayFile file, string folder, CsvColumns columns, ReplayLog log, Action<string> say)
    {
        var samples = new List<CsvSample>();
        try
        {
            using var rows = new CsvRows(new StreamReader(Path.GetFullPath(file.Path, folder)), (line, problem) => log.BadLine(file, line, problem), columns);
            while (rows.TryRead(out var sample))
                samples.Add(sample);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            log.Unreadable(file, e.Message);
            return null;
        }

        log.Ended(file, samples.Count);
        return samples.Count == 0 ? null : new(file.Series, InOrder(samples, () => say($"{file.Path}: its rows are not in the order of time; they are put into that order")));
    }

    // Exports often have the newest row first. Rows of the same time stay as they are.
    private static List<CsvSample> InOrder(List<CsvSample> samples, Action onDisorder)
    {
        var back = samples.Zip(samples.Skip(1)).Count(pair => pair.Second.Time < pair.First.Time);
        if (back <= samples.Count * Late)
            return samples;

        onDisorder();
        return [.. samples.OrderBy(sample => sample.Time)];
    }
}
