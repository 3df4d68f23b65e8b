using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Tests.Front;
using Microsoft.Extensions.DependencyInjection;
using static Anomaly.Dashboard.Tests.Live.Listener;

namespace Anomaly.Dashboard.Tests.Live;

[Collection(WebFrontCollection.Name)]
public sealed class SeriesWatchTests(WebFrontFixture front)
{
    private readonly SeriesWatch _watch = front.Services.GetRequiredService<SeriesWatch>();

    [Fact]
    public async Task Watch_SeriesWithPoints_TellsAllThenOnlyNewOnes()
    {
        var series = Series("watched");
        await series.AddPointsAsync(Points(1, 2), pushed: false);
        using var listener = new Listener(_watch, series.GetPrimaryKeyString());

        var first = await listener.NextAsync();
        await series.AddPointsAsync(Points(3));
        var second = await listener.NextAsync();

        Assert.True(first.Reset);
        Assert.True(first.IsConnected);
        Assert.Equal(2, first.Status?.LastValue);
        Assert.False(second.Reset);
        Assert.Equal(Points(3), second.Points);
        Assert.Equal([1, 2, 3], listener.Shown);
    }

    [Fact]
    public async Task Watch_SecondPage_HasAllAtOnceByTheSameWatch()
    {
        var series = Series("shared");
        await series.AddPointsAsync(Points(1, 2), pushed: false);
        using var first = new Listener(_watch, series.GetPrimaryKeyString());
        await first.ShowsAsync(1, 2);

        using var second = new Listener(_watch, series.GetPrimaryKeyString());
        await second.ShowsAsync(1, 2);
        await series.AddPointsAsync(Points(3));
        await first.ShowsAsync(1, 2, 3);
        await second.ShowsAsync(1, 2, 3);

        Assert.Equal(new WatchCounts(1, 1), await series.CountWatchesAsync());
    }

    [Fact]
    public async Task Dispose_LastPage_EndsTheWatch()
    {
        var series = Series("left");
        var first = new Listener(_watch, series.GetPrimaryKeyString());
        var second = new Listener(_watch, series.GetPrimaryKeyString());
        await first.NextAsync();

        first.Dispose();
        Assert.Equal(1, (await series.CountWatchesAsync()).Watchers);
        second.Dispose();

        await Eventually.TrueAsync(async () => (await series.CountWatchesAsync()).Watchers == 0, "the watch did not end");
    }

    [Fact]
    public async Task Push_PointsBeforeItWereMissed_BringsThem()
    {
        var series = Series("with a gap");
        await series.AddPointsAsync(Points(1), pushed: false);
        using var listener = new Listener(_watch, series.GetPrimaryKeyString());
        await listener.ShowsAsync(1);

        await series.AddPointsAsync(Points(2, 3), pushed: false);
        await series.AddPointsAsync(Points(4));

        await listener.ShowsAsync(1, 2, 3, 4);
    }

    [Fact]
    public async Task Watch_GrainIsAway_SaysSoAndRecovers()
    {
        var series = Series("away");
        await series.SetAwayAsync(true);
        using var listener = new Listener(_watch, series.GetPrimaryKeyString());

        Assert.False((await listener.NextAsync()).IsConnected);
        await series.AddPointsAsync(Points(1), pushed: false);
        await series.SetAwayAsync(false);

        await listener.ShowsAsync(1);
        Assert.True(listener.Subscription.IsConnected);
    }

    [Fact]
    public async Task Watch_HandlerIsSlow_IsToldTogetherWhatCameMeanwhile()
    {
        var series = Series("slow");
        await series.AddPointsAsync(Points(1), pushed: false);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = new TaskCompletionSource<SeriesChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var slow = _watch.Watch(series.GetPrimaryKeyString(), change =>
        {
            if (called.TrySetResult())
                return goOn.Task;

            told.TrySetResult(change);
            return Task.CompletedTask;
        });
        await called.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        using var quick = new Listener(_watch, series.GetPrimaryKeyString());

        await series.AddPointsAsync(Points(2));
        await series.AddPointsAsync(Points(3));
        await quick.ShowsAsync(1, 2, 3);
        goOn.SetResult();

        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.False(change.Reset);
        Assert.Equal(Points(2, 3), change.Points);
    }

    private ITestSeriesGrain Series(string id) => front.Grains.GetGrain<ITestSeriesGrain>($"{id} <series>");
}
