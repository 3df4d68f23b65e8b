using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Settings;

namespace Anomaly.Grains.Tests.Watches;

public sealed class SeriesWatchTests(WatchCluster cluster) : IClassFixture<WatchCluster>
{
    [Fact]
    public async Task Watch_LiveSeries_AnswersItsPointsAndTellsNewOnes()
    {
        var (owner, watcher) = Series("live");
        await owner.ApplyAsync(3);

        var answer = await watcher.WatchAsync();
        await owner.ApplyAsync(2);
        var update = await watcher.NextAsync();

        Assert.Equal([0, 1, 2], Values(answer));
        Assert.Equal(3, answer.Number);
        Assert.Equal(2, answer.Status.LastValue);
        Assert.Equal([3, 4], Values(update));
        Assert.Equal((answer.Activation, 5), (update.Activation, update.Number));
        Assert.Equal((4, 3, 4), (update.Status.LastValue, update.Status.Partition, update.Status.Offset));
        Assert.Equal(0, cluster.Rows.Reads("live"));
    }

    [Fact]
    public async Task Watch_Prolonged_AnswersWhatWasMissed()
    {
        var (owner, watcher) = Series("prolonged");
        await owner.ApplyAsync(3);
        var answer = await watcher.WatchAsync();
        await owner.ApplyAsync(2);

        Assert.Equal([3, 4], Values(await watcher.WatchAsync(answer)));
        Assert.Empty((await watcher.WatchAsync(answer with { Number = 5 })).Points);
        Assert.Equal([0, 1, 2, 3, 4], Values(await watcher.WatchAsync(answer with { Activation = Guid.NewGuid() })));
    }

    [Fact]
    public async Task Apply_MorePointsThanAreKept_TellsTheNewestAndCountsAll()
    {
        var (owner, watcher) = Series("burst");
        await owner.ApplyAsync(1);
        await watcher.WatchAsync();

        await owner.ApplyAsync(200);
        var update = await watcher.NextAsync();

        Assert.Equal(PointRing.Capacity, update.Points.Length);
        Assert.Equal(200, update.Points[^1].Value);
        Assert.Equal(201, update.Number);
    }

    [Fact]
    public async Task Watch_UnknownSeries_SaysSoUntilItsOwnerCalls()
    {
        var (owner, watcher) = Series("unknown");

        var answer = await watcher.WatchAsync();
        await watcher.WatchAsync(answer);
        await owner.ApplyAsync(1);
        var update = await watcher.NextAsync();

        Assert.Equal(SeriesState.Unknown, answer.Status.State);
        Assert.Empty(answer.Points);
        Assert.Equal(1, cluster.Rows.Reads("unknown"));
        Assert.NotEqual(answer.Activation, update.Activation);
        Assert.Equal([0], Values(update));
    }

    [Fact]
    public async Task Watch_SeriesThatIsSavedOnly_AnswersWhatIsSavedByOneRead()
    {
        var (owner, watcher) = Series("saved");
        var row = SeriesOwner.Row("saved", 4);
        cluster.Rows.Add(row);

        var answer = await watcher.WatchAsync();
        var again = await watcher.WatchAsync(answer);
        await owner.ApplyAsync(1, row);
        var update = await watcher.NextAsync();

        Assert.Equal([0, 1, 2, 3, 4], Values(answer));
        Assert.Equal(4, answer.Status.Offset);
        Assert.Empty(again.Points);
        Assert.Equal(1, cluster.Rows.Reads("saved"));
        Assert.NotEqual(answer.Activation, update.Activation);
        Assert.Equal([0, 1, 2, 3, 4, 5], Values(update));
    }

    [Fact]
    public async Task Apply_NewOwnerGoesBackToTheRow_BeginsANewLife()
    {
        var (owner, watcher) = Series("replayed");
        await owner.ApplyAsync(8);
        var answer = await watcher.WatchAsync();

        await new SeriesOwner(cluster.Grains, "replayed", epoch: 2).ApplyAsync(1, SeriesOwner.Row("replayed", 4));
        var update = await watcher.NextAsync();

        Assert.NotEqual(answer.Activation, update.Activation);
        Assert.Equal([0, 1, 2, 3, 4, 5], Values(update));
        Assert.Equal(6, update.Number);
    }

    [Fact]
    public async Task Apply_OtherSettings_KeepsPointsAndLife()
    {
        var (owner, watcher) = Series("set anew");
        await owner.ApplyAsync(3);
        var answer = await watcher.WatchAsync();

        await owner.ApplyAsync(1, settings: SeriesSettings.From(Exact.Options(threshold: 3)).Stamped);
        var update = await watcher.NextAsync();

        Assert.Equal(answer.Activation, update.Activation);
        Assert.Equal([3], Values(update));
        Assert.NotEqual(answer.Status.SettingsVersion, update.Status.SettingsVersion);
        Assert.Equal([0, 1, 2, 3], Values(await watcher.WatchAsync()));
    }

    [Fact]
    public async Task Unwatch_OneOfTwo_TellsTheOtherOnly()
    {
        var (owner, gone) = Series("left");
        var stays = new Watcher(cluster.Grains, "left");
        await owner.ApplyAsync(1);
        await gone.WatchAsync();
        await stays.WatchAsync();

        await gone.UnwatchAsync();
        await owner.ApplyAsync(1);
        await stays.NextAsync();

        Assert.False(gone.WasTold);
    }

    private (SeriesOwner Owner, Watcher Watcher) Series(string id) => (new(cluster.Grains, id), new(cluster.Grains, id));

    private static IEnumerable<double> Values(SeriesUpdate update) => update.Points.Select(point => point.Value);
}
