using System.Xml.Linq;
using Anomaly.Bench.Growth;

namespace Anomaly.Bench.Tests;

public sealed class GrowthPictureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Draw_EachFigure_HasADotForEachNumberOfSeriesInsideThePicture(int count)
    {
        GrowthPoint[] points = [.. Enumerable.Range(3, count).Select(power => new GrowthPoint((int)Math.Pow(10, power), 200_000 / power, 4 + power, 3000 + power))];

        var picture = XDocument.Parse(GrowthPicture.Draw(points)).Root!;

        double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        var dots = picture.Descendants(picture.Name.Namespace + "circle").ToList();
        Assert.Equal(3 * count, dots.Count);
        Assert.All(dots, dot => Assert.True(Number(dot, "cx") >= 0 && Number(dot, "cx") <= Number(picture, "width") && Number(dot, "cy") >= 0 && Number(dot, "cy") <= Number(picture, "height")));
    }
}
