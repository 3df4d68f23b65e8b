using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Groups;

public sealed class GroupModelTests
{
    private static readonly SeriesSettings Settings = SeriesSettings.Parse("""{"group":{"by":"host","interval_seconds":0,"sensitivity":0.5}}""");

    [Fact]
    public void Apply_Round_IsOnePointAndKnowsTheNewestSample()
    {
        var model = Model(default);

        Assert.Equal(10, Feed(model, 0, 10));

        Assert.Equal(10, model.Points.Count);
        Assert.Equal(Time(9) + 1, model.LastSeen);
    }

    [Fact]
    public void SaveAndRestore_GoesOnAsIfItHadNotBeen()
    {
        var model = Model(default);
        Feed(model, 0, 120);

        var restored = GroupModel.Restore(Settings, model.Save(), model.Points.Save());

        Assert.Equal((model.LastSeen, model.LastValue, model.WarmUpSeen), (restored.LastSeen, restored.LastValue, restored.WarmUpSeen));
        Assert.Equal(model.LastSeen, GroupModel.LastSeenOf(model.Save()));
        Feed(model, 120, 200);
        Feed(restored, 120, 200);
        Assert.Equal(model.Save(), restored.Save());
    }

    [Fact]
    public void Under_OtherSensitivity_KeepsWhatWasLearned_OtherIntervalDoesNot()
    {
        var model = Model(default);
        Feed(model, 0, 120);

        Assert.Equal(model.WarmUpSeen, model.Under(SeriesSettings.Parse("""{"group":{"by":"host","interval_seconds":0,"sensitivity":0.9}}""")).WarmUpSeen);
        Assert.Equal(0, model.Under(SeriesSettings.Parse("""{"group":{"by":"host","interval_seconds":60,"sensitivity":0.5}}""")).WarmUpSeen);
    }

    [Fact]
    public void Restore_StateOfANewerProgram_SaysSo()
    {
        var error = Assert.Throws<InvalidDataException>(() => Model([9, .. new byte[40]]));

        Assert.StartsWith("A group's state is of version 9; this program reads version 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_OfAGroup_SaysWhereItsSettingsAre()
    {
        var preview = PreviewedModel.Run(Model(default), "{}");

        Assert.Contains("change the rule that makes the group", preview.Errors["settings"][0], StringComparison.Ordinal);
    }

    private static GroupModel Model(byte[]? payload) => GroupModel.Restore(Settings, payload, null);

    private static int Feed(ISeriesModel model, int from, int to)
    {
        var points = 0;
        for (var round = from; round < to; round++)
        {
            points += model.Apply(new(round, 0, Time(round), round % 7), "a.cpu").Points;
            points += model.Apply(new(round, 1, Time(round) + 1, (round % 7) + (0.1 * (round % 3))), "a.load").Points;
        }

        return points;
    }

    private static long Time(int round) => 1_763_805_600_000 + (round * 10_000L);
}
