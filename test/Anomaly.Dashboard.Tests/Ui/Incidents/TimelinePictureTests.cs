using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Incidents.Detail;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Tests.Ui.Incidents;

public sealed class TimelinePictureTests
{
    [Fact]
    public void Of_OneAnomaly_StandsInTheMiddle()
    {
        var picture = TimelinePicture.Of([(Samples.Noon, AnomalySeverity.Critical)]);

        var at = picture.Columns.Index().Single(column => column.Item.Total > 0).Index;
        Assert.InRange(at, (TimelinePicture.Width / 2) - 1, TimelinePicture.Width / 2);
        Assert.Equal(1, picture.Columns[at].Critical);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(7)]
    [InlineData(86_400)]
    public void Of_AnyLength_EveryAnomalyIsInAColumnOfItsTime(double step)
    {
        var anomalies = Enumerable.Range(0, 300).Select(i => (At: Samples.Noon.AddSeconds(i * step), (AnomalySeverity)(i % 3))).ToArray();

        var picture = TimelinePicture.Of(anomalies);

        Assert.Equal(TimelinePicture.Width, picture.Columns.Count);
        Assert.Equal((100, 100, 100), (picture.Columns.Sum(column => column.Info), picture.Columns.Sum(column => column.Warning), picture.Columns.Sum(column => column.Critical)));
        Assert.True(picture.From <= anomalies[0].At && picture.To >= anomalies[^1].At);
        Assert.Equal(picture.Columns.Max(column => column.Total), picture.Highest);
    }
}
