using Anomaly.Dashboard.Overview;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Tests.Overview;

public sealed class OverviewModelTests : IAsyncLifetime
{
    private readonly OverviewBench _bench = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task History_IsCountedByTimeSeverityMethodAndSeries()
    {
        _bench.Store.Add(
            _bench.Ago(TimeSpan.FromMinutes(30), "a", AnomalySeverity.Critical),
            _bench.Ago(TimeSpan.FromMinutes(30), "a", AnomalySeverity.Info, "isolation_forest"),
            _bench.Ago(TimeSpan.FromMinutes(2), "b"),
            _bench.Ago(TimeSpan.FromSeconds(1), "b"),
            _bench.Ago(TimeSpan.FromMinutes(90), "too old"));
        using var viewer = Look();

        var seen = await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");

        Assert.Equal((1, 2, 1), (seen.Sums.Info, seen.Sums.Warning, seen.Sums.Critical));
        Assert.Equal([new MethodCount("moving_average", 3), new MethodCount("isolation_forest", 1)], seen.Sums.Methods);
        Assert.Equal(60, seen.Timeline.Count);
        Assert.Equal((1, 0, 1), (seen.Timeline[29].Info, seen.Timeline[29].Warning, seen.Timeline[29].Critical));
        Assert.Equal(["a", "b"], seen.Map.Rows.Select(row => row.Series));
        var square = Assert.Single(seen.Map.Rows[0].Cells, cell => cell.Count > 0);
        Assert.Equal((2, AnomalySeverity.Critical), (square.Count, square.Worst));
        Assert.InRange(_bench.Now - TimeSpan.FromMinutes(30), square.From, square.To);
    }

    [Fact]
    public async Task Live_DurableOnesAreCountedOnceEach()
    {
        var read = _bench.Ago(TimeSpan.FromSeconds(1));
        _bench.Store.Add(read);
        using var viewer = Look();
        await viewer.SeeAsync(snapshot => snapshot.Sums.Total == 1, "the one of the history");

        var next = _bench.Ago(TimeSpan.Zero);
        _bench.Tell(durable: true, read);
        _bench.Tell(durable: false, next);
        _bench.Publish(next);
        _bench.Publish(next);
        _bench.Tell(durable: false, _bench.Ago(TimeSpan.Zero));
        var marker = _bench.Ago(TimeSpan.Zero, "marker", AnomalySeverity.Critical);
        _bench.Publish(marker);

        var seen = await viewer.SeeAsync(snapshot => snapshot.Sums.Critical == 1, "the marker that came last");
        Assert.Equal(3, seen.Sums.Total);
        Assert.Equal(3, seen.Timeline[^1].Total);
        Assert.Equal(3, seen.Map.Rows.Sum(row => row.Total));
    }

    [Fact]
    public async Task Live_WhileTheHistoryIsRead_IsCountedOnce()
    {
        var both = _bench.Ago(TimeSpan.FromSeconds(1));
        _bench.Store.Add(_bench.Ago(TimeSpan.FromMinutes(10)), both);
        var hold = _bench.Store.Hold();
        using var viewer = Look();
        await hold.Asked;
        var meanwhile = _bench.Ago(TimeSpan.Zero);
        _bench.Tell(durable: true, both, meanwhile);

        hold.Release();

        await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");
        _bench.Publish(_bench.Ago(TimeSpan.Zero, severity: AnomalySeverity.Critical));
        Assert.Equal(4, (await viewer.SeeAsync(snapshot => snapshot.Sums.Critical == 1, "the marker")).Sums.Total);
    }

    [Fact]
    public async Task LateRow_DetectedBeforeTheHistoryWasRead_IsCountedWhenItComes()
    {
        using var viewer = Look();
        await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");

        _bench.Publish(_bench.Ago(TimeSpan.FromMinutes(3)));

        var seen = await viewer.SeeAsync(snapshot => snapshot.Sums.Total == 1, "the late one");
        Assert.Equal(1, seen.Timeline[^4].Total);
    }

    [Fact]
    public async Task Time_MovesOn_BarsKeepTheirSlotsAndTheOldestGoes()
    {
        _bench.Store.Add(_bench.Ago(TimeSpan.FromMinutes(59)), _bench.Ago(TimeSpan.FromMinutes(5)));
        using var viewer = Look();
        var before = await viewer.SeeAsync(snapshot => snapshot.Sums.Total == 2, "both");

        _bench.Clock.Advance(TimeSpan.FromMinutes(1));

        var after = await viewer.SeeAsync(snapshot => snapshot.Sums.Total == 1, "one, because the other is older than an hour");
        Assert.Equal(before.Timeline[^6], after.Timeline[^7]);
        Assert.Equal(before.Timeline[1].Slot, after.Timeline[0].Slot);
    }

    [Fact]
    public async Task Gap_ReadsTheHistoryAgain()
    {
        using var viewer = Look();
        await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");
        _bench.Store.Add(_bench.Ago(TimeSpan.Zero));

        _bench.Interrupt();

        await viewer.SeeAsync(snapshot => snapshot.Sums.Total == 1, "what the feed did not tell");
        _bench.Publish(_bench.Ago(TimeSpan.Zero));
        await viewer.SeeAsync(snapshot => snapshot.Sums.Total == 2, "what it told afterwards");
    }

    [Fact]
    public async Task HistoryAway_SaysSoCountsWhatIsLiveAndCatchesUp()
    {
        _bench.Store.Add(_bench.Ago(TimeSpan.FromMinutes(2)));
        _bench.Store.Away = true;
        using var viewer = Look();
        var away = await viewer.SeeAsync(snapshot => snapshot.AwaySince is not null, "that the history is away");
        Assert.False(away.Loaded);

        _bench.Publish(_bench.Ago(TimeSpan.Zero));
        await viewer.SeeAsync(snapshot => snapshot is { Sums.Total: 1, Loaded: false }, "the live one");
        _bench.Store.Away = false;

        var back = await viewer.SeeAsync(snapshot => snapshot.AwaySince is null, "that the history is back");
        Assert.Equal((true, 2), (back.Loaded, back.Sums.Total));
    }

    [Fact]
    public async Task SeriesThatComesUp_IsReadAnewWithItsWholeCount()
    {
        // More series than are read, so that those with a single anomaly are not.
        foreach (var series in Enumerable.Range(0, 60))
            _bench.Store.Add(Enumerable.Range(0, series == 59 ? 1 : 2).Select(_ => _bench.Ago(TimeSpan.FromMinutes(20), $"s{series:00}")));

        using var viewer = Look();
        await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");
        _bench.Publish([.. Enumerable.Range(0, 3).Select(_ => _bench.Ago(TimeSpan.Zero, "s59"))]);

        await viewer.SeeAsync(snapshot => snapshot.Map.Rows[0] is { Series: "s59", Total: 4 }, "the one that was not read at first");
    }

    [Fact]
    public async Task ManyViewers_ShareOneReadingAndOneDrawingASecond()
    {
        using var one = Look();
        await one.SeeAsync(snapshot => snapshot.Loaded, "the history");
        using var other = Look();
        Assert.Same(one.Current, other.Current);
        Assert.Equal((1, 1), (_bench.Listeners, _bench.Store.Counts));
        var before = one.Drawings;

        for (var i = 0; i < 10_000; i++)
            _bench.Publish(_bench.Ago(TimeSpan.Zero, $"s{i % 2000}"));

        await one.SeeAsync(snapshot => snapshot.Sums.Total == 10_000, "ten thousand");
        var seconds = (int)Math.Ceiling((_bench.Now - Front.Samples.Noon.AddSeconds(10)).TotalSeconds);
        Assert.InRange(one.Drawings - before, 1, seconds);
        Assert.Same(one.Current, other.Current);
        Assert.Equal(1, _bench.Store.Counts);
    }

    [Fact]
    public async Task Unlooked_IsNotDrawnAndIsDroppedAfterSomeMinutes()
    {
        var viewer = Look();
        await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");
        viewer.Dispose();
        var drawings = viewer.Drawings;

        _bench.Publish(_bench.Ago(TimeSpan.Zero));
        _bench.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((1, 1, drawings), (_bench.Model.Parts, _bench.Listeners, viewer.Drawings));
        using (var returned = Look())
        {
            await returned.SeeAsync(snapshot => snapshot.Sums.Total == 1, "what came while nobody looked");
        }

        _bench.Clock.Advance(OverviewModel.Keep + OverviewModel.Pulse);

        Assert.Equal(0, _bench.Model.Parts);
        Assert.True(SpinWait.SpinUntil(() => _bench.Listeners == 0, TimeSpan.FromSeconds(10)), "The feed is still listened to.");
    }

    [Fact]
    public async Task Latest_KeepsTheNewestTenAsTheyArise()
    {
        _bench.Store.Add(Enumerable.Range(1, 12).Select(i => _bench.Ago(TimeSpan.FromMinutes(i))));
        using var viewer = new Viewer<LatestSnapshot>(_bench, (model, changed) => model.WatchLatest(changed));
        var first = await viewer.SeeAsync(snapshot => snapshot.Loaded, "the history");
        Assert.Equal(10, first.Rows.Count);

        var next = _bench.Ago(TimeSpan.Zero);
        _bench.Tell(durable: false, next);
        var seen = await viewer.SeeAsync(snapshot => snapshot.Rows[0].Record.Id == next.Id, "the new one");

        Assert.Equal((10, 1, false), (seen.Rows.Count, seen.Arrived, seen.Rows[0].Durable));
        _bench.Publish(next);
        Assert.Equal(1, (await viewer.SeeAsync(snapshot => snapshot.Rows[0].Durable, "that it is in the history")).Arrived);
    }

    private Viewer<OverviewSnapshot> Look() => new(_bench, (model, changed) => model.Watch(OverviewRange.Hour, changed));
}
