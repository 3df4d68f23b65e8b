using System.Xml.Linq;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>The chart of a file: its values with what was expected and the alarms, and a strip for each method.</summary>
internal static class FileChart
{
    /// <summary>Draws it.</summary>
    /// <param name="file">What became of the file.</param>
    /// <param name="number">The number of the chart in its document; names in a document are unique.</param>
    public static XElement Draw(FileResult file, int number)
    {
        const double Top = Frame.Legend;
        const double Bottom = Top + Frame.PlotHeight;
        var times = new TimeScale(file.Times[0], file.Times[^1]);
        var values = new ValueScale(file.Values, Top);
        var curves = new Curves(file.Times, times, values);
        var clip = $"plot-{number}";
        return Svg.Element(
            "svg",
            Svg.Class("chart"),
            new XAttribute("viewBox", $"0 0 {Svg.Text(Frame.Width)} {Svg.Text(Frame.Height(file.Methods.Count))}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"{Tables.Shown.Text(file.Name)}: values over time, with {file.Methods.Sum(method => method.Alarms.Count)} alarms"),
            Svg.Element("clipPath", new XAttribute("id", clip), Svg.Box("", Frame.Left, Top, Frame.PlotWidth, Frame.PlotHeight)),
            Legend.Draw(file.ExpectedBy),
            values.Round().Select(tick => Svg.Element("g", Svg.Line("grid", Frame.Left, values.Y(tick.Value), Frame.Right, values.Y(tick.Value)), Svg.Label("axis right", Frame.Left - 8, values.Y(tick.Value) + 4, tick.Text))),
            TimeTicks.Of(times).Select(tick => Time(times.X(tick.TimestampMs), tick.Text, tick.Part, Frame.StripTop(Top, file.Methods.Count) - Frame.StripGap)),
            Svg.Element(
                "g",
                new XAttribute("clip-path", $"url(#{clip})"),
                Svg.Element("path", Svg.Class("band"), new XAttribute("d", curves.Band(file.Lower, file.Upper))),
                Svg.Element("path", Svg.Class("expected"), new XAttribute("d", curves.Line(file.Expected))),
                Svg.Element("path", Svg.Class("value"), new XAttribute("d", curves.Line(file.Values)))),
            Svg.Line("grid", Frame.Left, Bottom, Frame.Right, Bottom),
            file.Methods.Index().Reverse().SelectMany(each => AlarmMarks.OnCurve(each.Item, each.Index, times, values)),
            file.Methods.Select((method, i) => ScoreStrip.Draw(method, i, file, times, Frame.StripTop(Top, i))));
    }

    private static XElement Time(double x, string text, string? part, double bottom) => Svg.Element(
        "g",
        Svg.Line("grid", x, Frame.Legend, x, bottom + 4),
        Svg.Label("axis middle", x, bottom + 18, text),
        part is null ? null : Svg.Label("axis middle", x, bottom + 33, part));
}
