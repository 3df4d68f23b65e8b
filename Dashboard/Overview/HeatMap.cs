namespace Anomaly.Dashboard.Overview;

/// <summary>The most anomalous series over time.</summary>
/// <param name="Rows">The series, the one with the most anomalies first.</param>
/// <param name="Scale">How counts become levels.</param>
public sealed record HeatMap(IReadOnlyList<HeatRow> Rows, HeatScale Scale)
{
    /// <summary>How many series it shows.</summary>
    public const int Series = 12;

    /// <summary>Draws the map. A row that looks as before is the same object as before.</summary>
    internal static HeatMap Draw(IReadOnlyList<RankedSeries> top, TimeGrid grid, DateTimeOffset now, HeatMap? before)
    {
        var first = grid.First(now);
        var scale = new HeatScale(top.Count == 0 ? 0 : top.Max(series => Enumerable.Range(0, grid.Count).Max(i => series.Counts.At(first + i).Count)));
        var rows = top.Select(series =>
        {
            var cells = new HeatCell[grid.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                var (count, worst) = series.Counts.At(first + i);
                cells[i] = new HeatCell(grid.Start(first + i), grid.Start(first + i + 1), count, worst, scale.Level(count));
            }

            var row = new HeatRow(series.Id, series.Total, cells);
            return before?.Rows.FirstOrDefault(known => known.Series == row.Series) is { } known && known.Equals(row) ? known : row;
        });
        return new HeatMap([.. rows], scale);
    }
}
