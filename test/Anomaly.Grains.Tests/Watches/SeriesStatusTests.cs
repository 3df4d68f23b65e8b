using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Tests.Watches;

public sealed class SeriesStatusTests(WatchCluster cluster) : IClassFixture<WatchCluster>
{
    [Fact]
    public async Task Ask_UnknownSeries_SaysSoAndHasNothing()
    {
        var series = cluster.Grains.GetGrain<ISeriesGrain>("never seen");

        var status = await series.GetStatusAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new SeriesStatus { Id = "never seen", State = SeriesState.Unknown }, status);
        Assert.Empty(await series.GetRecentAsync(10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GetRecent_BadLimit_SaysWhich()
    {
        var series = cluster.Grains.GetGrain<ISeriesGrain>("whatever");

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => series.GetRecentAsync(0, TestContext.Current.CancellationToken));

        Assert.Contains("limit", error.Message, StringComparison.Ordinal);
    }
}
