using System.Text;
using System.Xml.Linq;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>A row for a method: its scores, the highest of each column of pixels, and its alarms.</summary>
internal static class ScoreStrip
{
    public static XElement Draw(MethodResult method, int number, FileResult file, TimeScale times, double top)
    {
        var bottom = top + Frame.StripHeight;
        var middle = top + (Frame.StripHeight / 2);
        return Svg.Element(
            "g",
            Svg.Box("strip", Frame.Left, top, Frame.PlotWidth, Frame.StripHeight),
            Svg.Element("path", Svg.Class("score"), new XAttribute("d", Bars(method.Scores, file.Times, times, bottom))),
            Svg.Line("threshold", Frame.Left, middle, Frame.Right, middle),
            AlarmMarks.InStrip(method, times, top),
            AlarmMarks.Shape(number, "plain", Frame.Left - 130, middle, AlarmMarks.Size),
            Svg.Label("method", Frame.Left - 118, middle + 4, method.Method));
    }

    private static string Bars(double[] scores, long[] at, TimeScale times, double bottom)
    {
        var highest = new double[Frame.Columns];
        for (var i = 0; i < scores.Length; i++)
        {
            ref var column = ref highest[times.Column(at[i])];
            column = scores[i] > column ? scores[i] : column;
        }

        var path = new StringBuilder();
        for (var i = 0; i < highest.Length; i++)
        {
            if (Height(highest[i]) is >= 0.5 and var height)
                path.Append('M').Append(Svg.Text(Frame.Left + i + 0.5)).Append(',').Append(Svg.Text(bottom)).Append('v').Append(Svg.Text(-height));
        }

        return path.ToString();
    }

    /// <summary>The threshold is at half the height, and no score is too high for the strip.</summary>
    private static double Height(double score) => double.IsPositiveInfinity(score) ? Frame.StripHeight : score / (1 + score) * Frame.StripHeight;
}
