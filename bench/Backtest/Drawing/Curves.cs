using System.Text;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>
/// Lines over time. Of the points in a column of pixels the first, the lowest, the highest and the last are drawn, which looks as if
/// all were: no spike gets lost (Jugel, Jerzak, Hackenbroich, Markl: M4, 2014).
/// </summary>
internal sealed class Curves(long[] times, TimeScale scale, ValueScale values)
{
    private const double LongGap = 5;
    private const double VisibleGap = 6;

    private readonly double _gap = Math.Max(MiddleInterval(times) * LongGap, ((double)scale.LastMs - scale.FirstMs) / Frame.PlotWidth * VisibleGap);

    /// <summary>The path of a line; it is broken where values or times are missing.</summary>
    public string Line(double[] series)
    {
        var path = new StringBuilder();
        var end = -1;
        foreach (var (from, to) in Columns(series))
        {
            var move = Continues(from, end) ? 'L' : 'M';
            foreach (var i in new SortedSet<int> { from, Extreme(series, from, to, -1), Extreme(series, from, to, 1), to - 1 })
            {
                path.Append(move).Append(Point(times[i], series[i]));

                // A point alone is a dot.
                path.Append(move == 'M' ? "h0" : "");
                move = 'L';
            }

            end = to;
        }

        return path.ToString();
    }

    /// <summary>The path around a band: in each column from the lowest to the highest.</summary>
    public string Band(double[] lower, double[] upper)
    {
        var path = new StringBuilder();
        var (above, below) = (new List<string>(), new List<string>());
        void Close()
        {
            if (above.Count > 0)
                path.Append('M').AppendJoin('L', above.Concat(below.AsEnumerable().Reverse())).Append('Z');
            above.Clear();
            below.Clear();
        }

        var end = -1;
        foreach (var (from, to) in Columns([.. lower.Zip(upper, (low, high) => low + high)]))
        {
            if (!Continues(from, end))
                Close();
            above.Add(Point(times[from], upper[Extreme(upper, from, to, 1)]));
            below.Add(Point(times[from], lower[Extreme(lower, from, to, -1)]));
            end = to;
        }

        Close();
        return path.ToString();
    }

    /// <summary>Stretches of points that are drawn into one column of pixels, all with a value.</summary>
    private IEnumerable<(int From, int To)> Columns(double[] series)
    {
        for (var i = 0; i < times.Length;)
        {
            var from = i++;
            if (!double.IsFinite(series[from]))
                continue;
            while (i < times.Length && double.IsFinite(series[i]) && scale.Column(times[i]) == scale.Column(times[from]))
                i++;
            yield return (from, i);
        }
    }

    private bool Continues(int from, int end) => from == end && times[from] - times[from - 1] <= _gap;

    private static int Extreme(double[] series, int from, int to, int sign)
    {
        var extreme = from;
        for (var i = from; i < to; i++)
            extreme = sign * series[i] > sign * series[extreme] ? i : extreme;
        return extreme;
    }

    private string Point(long time, double value) => $"{Svg.Text(scale.X(time))},{Svg.Text(values.Y(value))}";

    private static double MiddleInterval(long[] times)
    {
        var intervals = times.Zip(times.Skip(1), (before, after) => after - before).Order().ToList();
        return intervals.Count == 0 ? 0 : intervals[intervals.Count / 2];
    }
}
