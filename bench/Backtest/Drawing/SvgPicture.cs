using System.Xml.Linq;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>The charts of all files below each other, as one picture.</summary>
internal static class SvgPicture
{
    private const double Head = 40;
    private const double Gap = 24;

    public static string Write(IReadOnlyList<FileResult> files)
    {
        var picture = Svg.Element("svg", Svg.Element("style", Styles.Chart), Svg.Element("rect", Svg.Class("background"), new XAttribute("width", "100%"), new XAttribute("height", "100%")));
        var top = 0.0;
        foreach (var (number, file) in files.Index())
        {
            var height = Frame.Height(file.Methods.Count);
            var chart = FileChart.Draw(file, number);
            chart.Add(Svg.At("y", top + Head), Svg.At("width", Frame.Width), Svg.At("height", height));
            picture.Add(Svg.Element("g", Svg.Class("chart"), Svg.Label("name", Frame.Left, top + Head - 12, Tables.Shown.Text(file.Name))), chart);
            top += Head + height + Gap;
        }

        picture.Add(new XAttribute("viewBox", $"0 0 {Svg.Text(Frame.Width)} {Svg.Text(top)}"), Svg.At("width", Frame.Width), Svg.At("height", top));
        return picture.ToString(SaveOptions.DisableFormatting) + "\n";
    }
}
