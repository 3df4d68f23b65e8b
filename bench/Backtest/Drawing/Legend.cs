using System.Xml.Linq;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>What the lines and the colours mean.</summary>
internal static class Legend
{
    private const double Middle = 12;
    private const double Sample = 26;
    private const double Letter = 6.4;
    private const double Gap = 24;

    public static XElement Draw(string? expectedBy)
    {
        var legend = Svg.Element("g");
        var x = Frame.Left;
        void Add(XElement sample, double width, string text)
        {
            legend.Add(sample, Svg.Label("legend", x + width + 7, Middle + 4, text));
            x += width + 7 + (text.Length * Letter) + Gap;
        }

        Add(Svg.Line("value", x, Middle, x + Sample, Middle), Sample, "value");
        if (expectedBy is not null)
        {
            Add(Svg.Line("expected", x, Middle, x + Sample, Middle), Sample, $"expected by {expectedBy}");
            Add(Svg.Box("band", x, Middle - 6, Sample, 12), Sample, "usual range");
        }

        foreach (var severity in (string[])["critical", "warning", "info"])
            Add(AlarmMarks.Shape(0, severity, x + 5, Middle, AlarmMarks.Size), 10, severity);
        return legend;
    }
}
