using Anomaly.Grains.Feed;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Watching;
using Anomaly.Grains.Partitions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Anomaly.Grains.Tests.Feed;

/// <summary>The live feed of two silos, one of which dies.</summary>
public sealed class LiveFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_SiloOfTheFeedHasJustBeenKilled_TheEventsReachThoseWhoWatch()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(options => (options.ProbeTimeout, options.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 2));
            silo.Services.AddSingleton<ILiveFeed, LiveFeed>();
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync(Stop);
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new AnomalyWatchOptions { RenewalInterval = TimeSpan.FromSeconds(1), ReachableChanged = reachable => watching.TrySetResult() };
        await using var watch = cluster.Client.WatchAnomaliesAsync(options, Stop).GetAsyncEnumerator(Stop);
        var next = watch.MoveNextAsync().AsTask();
        await watching.Task.WaitAsync(Patience, Stop);
        Publish(cluster.Silos[0], 1);
        Assert.True(await next.WaitAsync(Patience, Stop));
        Assert.Equal(1, watch.Current.Record.Value);

        var home = await cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress((GrainReference)cluster.Client.GetGrain<IAnomalyFeedGrain>(0), Stop);
        var dying = cluster.Silos.Single(silo => silo.SiloAddress.Equals(home));
        var other = cluster.Silos.Single(silo => silo != dying);
        next = watch.MoveNextAsync().AsTask();
        await cluster.KillSiloAsync(dying, Stop);
        Publish(other, 2);
        Publish(other, 3);

        // Which may come more than once.
        HashSet<double> untold = [2, 3];
        while (true)
        {
            Assert.True(await next.WaitAsync(Patience, Stop));
            untold.Remove(watch.Current.Record.Value);
            if (untold.Count == 0)
            {
                break;
            }

            next = watch.MoveNextAsync().AsTask();
        }

        void Publish(InProcessSiloHandle silo, int value) =>
            cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<ILiveFeed>().Publish([new AnomalyEvent(Anomaly(value), Durable: true)]);
    }

    private static AnomalyRecord Anomaly(int value) => new()
    {
        Id = Guid.NewGuid(),
        MetricName = "web-1.cpu",
        Timestamp = DateTimeOffset.UnixEpoch,
        Value = value,
        Threshold = 1,
        DetectionMethod = "moving_average",
        AnomalyScore = 1,
        Severity = AnomalySeverity.Warning,
        Direction = AnomalyDirection.Above,
        Reason = "for the test",
        Context = "{}",
        Config = "{}",
        Source = new SourcePosition("metrics", 1, 0, value, 0),
    };
}
