using System.Globalization;
using System.Xml.Linq;

namespace Anomaly.Bench.Backtest.Drawing;

/// <summary>Elements of SVG.</summary>
internal static class Svg
{
    public static XNamespace Namespace { get; } = "http://www.w3.org/2000/svg";

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    public static XAttribute Class(string name) => new("class", name);

    public static XAttribute At(string name, double value) => new(name, Text(value));

    public static XElement Line(string style, double x1, double y1, double x2, double y2) =>
        Element("line", Class(style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    public static XElement Box(string style, double x, double y, double width, double height) =>
        Element("rect", Class(style), At("x", x), At("y", y), At("width", width), At("height", height));

    public static XElement Label(string style, double x, double y, string text) => Element("text", Class(style), At("x", x), At("y", y), text);

    /// <summary>Tenths of a pixel are enough, and shorter.</summary>
    public static string Text(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
