using System.Diagnostics;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Series;

namespace Anomaly.Grains.Tests.Watches;

/// <summary>A series that was removed and comes back while its owner's session lives, and questions to one that is none.</summary>
public sealed class SeriesLifeTests(WatchCluster cluster) : IClassFixture<WatchCluster>
{
    private static readonly SessionId Session = new("metrics", 1, 3, 1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstContact_OfALaterLife_BeginsAnew_AndLateCallsOfTheEarlierAreStale()
    {
        var (feed, series) = Series("lives");
        var first = Call(life: 0, previous: -1, [], 0, 1, 2);
        Assert.Equal(SeriesOutcome.Applied, (await feed.ApplyAsync(first)).Outcome);

        Assert.Equal(SeriesOutcome.Applied, (await feed.ApplyAsync(Call(life: 1, previous: -1, [], 10))).Outcome);
        var begun = await series.GetStatusAsync(Stop);
        Assert.Equal((1, 10L, 10d), (begun.WarmUp.Seen, begun.Offset, begun.LastValue));

        Assert.Equal(SeriesOutcome.Stale, (await feed.ApplyAsync(first)).Outcome);
        Assert.Equal(SeriesOutcome.Gap, (await feed.ApplyAsync(Call(life: 1, previous: 2, null, 11))).Outcome); // of the earlier life's position
        Assert.Equal(begun, await series.GetStatusAsync(Stop));
        Assert.Equal(SeriesOutcome.Applied, (await feed.ApplyAsync(Call(life: 1, previous: 10, null, 11))).Outcome);
    }

    [Fact]
    public async Task Forget_OfThatSessionAndPosition_LeavesNothing()
    {
        var (feed, series) = Series("forgotten");
        await feed.ApplyAsync(Call(life: 0, previous: -1, [], 0, 1, 2));

        await feed.ForgetAsync(Session, 1);
        await feed.ForgetAsync(new SessionId("metrics", 1, 3, 2), 2);
        Assert.Equal(3, (await series.GetStatusAsync(Stop)).WarmUp.Seen);

        await feed.ForgetAsync(Session, 2);
        Assert.Equal(SeriesState.Unknown, (await series.GetStatusAsync(Stop)).State);
    }

    [Fact]
    public async Task Question_ToASeriesThatIsNone_LeavesNoActivation()
    {
        var (_, series) = Series("nobody");

        Assert.Equal(SeriesState.Unknown, (await series.GetStatusAsync(Stop)).State);
        await AssertNoActivationAsync("nobody");
        Assert.Empty(await series.GetRecentAsync(10, Stop));
        await AssertNoActivationAsync("nobody");
        Assert.Empty((await series.PreviewAsync(null, Stop)).Alarms);
        await AssertNoActivationAsync("nobody");
    }

    private (ISeriesFeed Feed, ISeriesGrain Series) Series(string id) =>
        (cluster.Grains.GetGrain(GrainId.Create("series", id)).AsReference<ISeriesFeed>(), cluster.Grains.GetGrain<ISeriesGrain>(id));

    private static SeriesCall Call(int life, long previous, byte[]? payload, params long[] offsets) => new()
    {
        Session = Session,
        Previous = previous,
        Samples = [.. offsets.Select(offset => new SeriesSample(offset, 0, offset * 1000, offset))],
        SettingsVersion = WatchCluster.Settings.Version,
        Settings = payload is null ? null : WatchCluster.Settings.Text,
        Payload = payload,
        Life = life,
    };

    private async Task AssertNoActivationAsync(string id)
    {
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var started = Stopwatch.GetTimestamp();
        while ((await management.GetDetailedGrainStatistics()).Any(grain => grain.GrainId == GrainId.Create("series", id)))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"the activation of {id} did not end");
            await Task.Delay(20, Stop); // it does behind its last answer
        }
    }
}
