using System.Globalization;
using System.Runtime.InteropServices;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Anomalies.Detail;

namespace Anomaly.Dashboard.Tests.Ui;

public sealed class DecisionPictureTests
{
    [Fact]
    public void MovingAverage_HasItsBandMeanWindowAndTheLastSampleRinged()
    {
        var panel = Assert.Single(DecisionPicture.Of(Samples.Anomaly("ma")));

        Assert.Equal(["Upper limit", "Lower limit", "Mean", "Value", "Flagged"], panel.Spec.Series.Select(series => series.Label));
        Assert.Single(panel.Spec.Bands);
        Assert.False(panel.Spec.Time);
        // The upper end is missing in the record: as far from the mean as the lower.
        Assert.Equal(75.9, Column(panel, 1)[0], 9);
        Assert.Equal(35.9, Column(panel, 2)[4], 9);
        Assert.Equal([51.0, 44.2, 43.1, 44.0, 97.2], Column(panel, 4));
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 97.2], Column(panel, 5));
    }

    [Fact]
    public void IsolationForest_HasTheBatchAndTheScoresBelow()
    {
        var record = Samples.Anomaly("if", method: "isolation_forest") with
        {
            Lower = null,
            Context = """{"buffer":[1,9,1],"smoothed":[1,3,2],"z_scores":[0.1,4,0.2],"dynamic_threshold":3,"streak":3,"index":1}""",
        };

        var panels = DecisionPicture.Of(record);

        Assert.Equal(2, panels.Count);
        Assert.Equal(["Expected", "Smoothed", "Value", "Flagged"], panels[0].Spec.Series.Select(series => series.Label));
        Assert.Equal([double.NaN, 9, double.NaN], Column(panels[0], 4));
        Assert.Equal(["z-score", "Dynamic threshold", "Flagged"], panels[1].Spec.Series.Select(series => series.Label));
        Assert.Equal([double.NaN, 4, double.NaN], Column(panels[1], 3));
        Assert.NotNull(panels[0].Spec.Join);
        Assert.Equal(panels[0].Spec.Join, panels[1].Spec.Join);
    }

    [Fact]
    public void UnknownMethod_ItsFirstNumbersAreDrawnWithTheRecordsBand()
    {
        var record = Samples.Anomaly("own", method: "own") with { Upper = 80, Context = """{"note":"x","texts":["a"],"recent":[1,null,97.2,3]}""" };

        var panel = Assert.Single(DecisionPicture.Of(record));

        Assert.Equal([1, double.NaN, 97.2, 3], Column(panel, 4));
        Assert.Equal([double.NaN, double.NaN, 97.2, double.NaN], Column(panel, 5));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"mean":1,"texts":["a"],"none":[]}""")]
    [InlineData("no json")]
    public void NoSamples_NothingIsDrawn(string context) => Assert.Empty(DecisionPicture.Of(Samples.Anomaly("none") with { Context = context }));

    [Fact]
    public void VeryManySamples_ThoseUpToTheFlaggedOneAreDrawn()
    {
        var numbers = string.Join(',', Enumerable.Range(0, 10_000).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var panel = DecisionPicture.Of(Samples.Anomaly("many") with { Context = $$"""{"window":[{{numbers}}],"index":7000}""" })[0];

        Assert.Equal(2000, panel.Rows.Count);
        Assert.Equal((5001, 7000), (Column(panel, 0)[0], Column(panel, 0)[^1]));
    }

    private static double[] Column(DecisionPanel panel, int column) =>
        MemoryMarshal.Cast<byte, double>(panel.Rows.ToBytes()).Slice(column * panel.Rows.Count, panel.Rows.Count).ToArray();
}
