using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Settings;

namespace Anomaly.Grains.Tests.Series;

public sealed class SeriesModelTests
{
    private static SeriesSettings Settings(double threshold = 20, int window = 5) =>
        SeriesSettings.From(Exact.Options(threshold, window));

    [Fact]
    public void Restore_AtEveryPoint_RaisesTheSameAlarms()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 200).Select(i => 50 + random.NextDouble() + (i % 37 == 0 ? 60 : 0)).ToArray();
        var whole = SeriesModel.Restore(Settings(), default, null);
        var pieces = SeriesModel.Restore(Settings(), default, null);
        var raised = 0;
        for (var i = 0; i < values.Length; i++)
        {
            pieces = SeriesModel.Restore(Settings(), pieces.Save(), null);
            var expected = whole.Apply(i * 1000, values[i]);
            Assert.Equal(expected, pieces.Apply(i * 1000, values[i]));
            raised += expected?.Count ?? 0;
        }

        Assert.True(raised > 5);
        Assert.Equal(whole.Save(), pieces.Save());
    }

    [Fact]
    public void Under_AnotherThreshold_KeepsTheWindow()
    {
        var model = SeriesModel.Restore(Settings(), default, null);
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(model.Apply(i, 10));
        }

        var alarms = model.Under(Settings(threshold: 3)).Apply(5, 18);
        Assert.Equal("moving_average", Assert.Single(alarms!).Method);
    }

    [Fact]
    public void Under_AnotherWindow_StartsThatDetectorAnew()
    {
        var model = SeriesModel.Restore(Settings(), default, null);
        for (var i = 0; i < 4; i++)
        {
            model.Apply(i, 10);
        }

        Assert.Null(model.Under(Settings(window: 3)).Apply(5, 100));
    }

    [Fact]
    public void Restore_OfANewerVersion_IsRefusedWithWhatToDo()
    {
        var payload = SeriesModel.Restore(Settings(), default, null).Save();
        payload[0] = 200;
        Assert.Contains("newer", Assert.Throws<InvalidDataException>(() => SeriesModel.Restore(Settings(), payload, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_SameText_SameVersionInEveryProcess()
    {
        Assert.Equal(Settings().Stamped, Settings().Stamped);
        Assert.NotEqual(Settings().Stamped.Version, Settings(threshold: 21).Stamped.Version);
    }
}
