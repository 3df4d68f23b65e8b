using System.Globalization;
using System.Xml.Linq;
using Anomaly.Bench.Backtest.Drawing;

namespace Anomaly.Bench.Growth;

/// <summary>Three charts beside each other, over the number of series, whose axis is logarithmic. The values' axes begin at 0.</summary>
internal static class GrowthPicture
{
    private const double Panel = Frame.Width / 3;
    private const double Left = 62;
    private const double Right = 34;
    private const double Top = 44;
    private const double Bottom = Top + Frame.PlotHeight;
    private const double Height = Bottom + 48;
    private const double Dot = 4;

    public static string Draw(IReadOnlyList<GrowthPoint> points) =>
        Svg.Element(
            "svg",
            Svg.Class("chart"),
            new XAttribute("viewBox", $"0 0 {Svg.Text(Frame.Width)} {Svg.Text(Height)}"),
            Svg.At("width", Frame.Width),
            Svg.At("height", Height),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", "Samples a second, CPU time a sample and memory a series, over the number of series"),
            Svg.Element("style", Styles.Chart),
            Svg.Box("background", 0, 0, Frame.Width, Height),
            One(0, "Samples a second", points, point => point.SamplesPerSecond),
            One(1, "CPU time of the silo a sample, µs", points, point => point.CpuMicroseconds),
            One(2, "Memory a series, bytes", points, point => point.BytesPerSeries)).ToString(SaveOptions.DisableFormatting) + "\n";

    private static XElement One(int place, string title, IReadOnlyList<GrowthPoint> points, Func<GrowthPoint, double> figure)
    {
        var (left, right) = ((place * Panel) + Left, ((place + 1) * Panel) - Right);
        var (first, last) = (Math.Log10(points[0].Series), Math.Log10(points[^1].Series));
        double X(GrowthPoint point) => first == last ? (left + right) / 2 : left + ((Math.Log10(point.Series) - first) / (last - first) * (right - left));
        var values = new ValueScale([0, .. points.Select(figure)], Top);
        var line = string.Join('L', points.Select(point => $"{Svg.Text(X(point))},{Svg.Text(values.Y(figure(point)))}"));
        return Svg.Element(
            "g",
            Svg.Label("name", left, Top - 18, title),
            values.Round().Select(tick => Svg.Element("g", Svg.Line("grid", left, values.Y(tick.Value), right, values.Y(tick.Value)), Svg.Label("axis right", left - 8, values.Y(tick.Value) + 4, tick.Text))),
            points.Select(point => Svg.Label("axis middle", X(point), Bottom + 20, point.Series.ToString("#,0", CultureInfo.InvariantCulture))),
            Svg.Label("axis middle", (left + right) / 2, Bottom + 38, "series"),
            Svg.Element("path", Svg.Class("value"), new XAttribute("d", "M" + line)),
            points.Select(point => Svg.Element("circle", Svg.Class("mark info"), Svg.At("cx", X(point)), Svg.At("cy", values.Y(figure(point))), Svg.At("r", Dot))));
    }
}
