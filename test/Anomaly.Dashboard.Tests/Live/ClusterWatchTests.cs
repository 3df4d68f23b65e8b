using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Live;

[Collection(WebFrontCollection.Name)]
public sealed class ClusterWatchTests(WebFrontFixture front)
{
    private readonly ClusterWatch _watch = front.Services.GetRequiredService<ClusterWatch>();

    [Fact]
    public async Task Push_Status_IsCurrentAndTold()
    {
        var at = Samples.Noon.AddMinutes(1);
        var told = ToldAsync(() => _watch.Current?.At == at);

        await front.PushAsync(new ClusterStatus(at, []));

        await told;
        Assert.True(_watch.IsConnected);
        Assert.True(_watch.Age < ClusterWatch.Patience);
    }

    [Fact]
    public async Task Watch_ClusterIsAway_SaysSoKeepsTheLastAndRecovers()
    {
        var grain = front.Grains.GetGrain<ITestClusterGrain>(0);
        var last = new ClusterStatus(Samples.Noon.AddMinutes(2), []);
        await front.PushAsync(last);
        await ToldAsync(() => _watch.Current?.At == last.At);
        var lost = ToldAsync(() => !_watch.IsConnected);
        var found = ToldAsync(() => _watch.Current?.At > last.At);

        await grain.SetAwayAsync(true);
        try
        {
            await lost;
            Assert.Equal(last.At, _watch.Current?.At);
            Assert.True(_watch.Age >= ClusterWatch.Patience);
        }
        finally
        {
            await grain.SetAwayAsync(false);
        }

        await front.PushAsync(last with { At = last.At.AddSeconds(1) });
        await found;
        Assert.True(_watch.IsConnected);
    }

    private async Task ToldAsync(Func<bool> condition)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (condition())
                told.TrySetResult();
        }

        _watch.Changed += Look;
        try
        {
            Look();
            await told.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        finally
        {
            _watch.Changed -= Look;
        }
    }
}
