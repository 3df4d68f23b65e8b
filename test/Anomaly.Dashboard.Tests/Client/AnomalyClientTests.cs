using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Client;
using Anomaly.Grains.Interfaces.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Dashboard.Tests.Client;

public sealed class AnomalyClientTests(WebFrontFixture front) : IClassFixture<WebFrontFixture>
{
    [Fact]
    public async Task Watch_FromAnotherService_TellsWhatPassesTheFilter()
    {
        using var host = await StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        await using var watch = client.WatchAnomaliesAsync(new AnomalyFilter { Series = "watched" }, Http.End).GetAsyncEnumerator(Http.End);
        var next = await StartedAsync(watch);
        var record = Samples.Anomaly("watched");

        await front.PublishAsync(durable: false, Samples.Anomaly("not watched"), record);

        Assert.True(await next);
        Assert.Equal(record.Id, watch.Current.Record.Id);
        Assert.Equal(record.Context, watch.Current.Record.Context);
        await host.StopAsync(Http.End);
    }

    [Fact]
    public async Task Watch_FeedDies_GoesOnAndSaysThatEventsMayBeMissing()
    {
        var missed = new TaskCompletionSource();
        var options = new AnomalyWatchOptions
        {
            Filter = new AnomalyFilter { Series = "survivor" },
            RenewalInterval = TimeSpan.FromMilliseconds(100),
            EventsMissed = () => missed.TrySetResult(),
        };
        await using var watch = front.Grains.WatchAnomaliesAsync(options, Http.End).GetAsyncEnumerator(Http.End);
        var next = await StartedAsync(watch);

        await front.Grains.GetGrain<ITestFeedGrain>(0).DieAsync();
        var record = Samples.Anomaly("survivor");
        // Nobody is subscribed to the new life yet: the feed keeps it, and tells when the watch asks again.
        await front.PublishAsync(durable: false, record);

        Assert.True(await next.AsTask().WaitAsync(TimeSpan.FromSeconds(60), Http.End));
        Assert.Equal(record.Id, watch.Current.Record.Id);
        await missed.Task.WaitAsync(TimeSpan.FromSeconds(60), Http.End);
    }

    [Fact]
    public async Task Watch_ReaderLeaves_Unsubscribes()
    {
        var feed = front.Grains.GetGrain<ITestFeedGrain>(0);
        var watch = front.Grains.WatchAnomaliesAsync(cancellationToken: Http.End).GetAsyncEnumerator(Http.End);
        var next = await StartedAsync(watch);
        var during = await feed.CountAsync();

        await front.PublishAsync(durable: false, Samples.Anomaly("anything"));
        Assert.True(await next);
        await watch.DisposeAsync();

        Assert.Equal(during - 1, await feed.CountAsync());
    }

    [Fact]
    public async Task Watch_SlowReader_KeepsWhatIsDurable()
    {
        var overflowed = new TaskCompletionSource();
        var options = new AnomalyWatchOptions { Filter = new AnomalyFilter { Series = "slow" }, BufferSize = 2, EventsMissed = () => overflowed.TrySetResult() };
        await using var watch = front.Grains.WatchAnomaliesAsync(options, Http.End).GetAsyncEnumerator(Http.End);
        var next = await StartedAsync(watch);
        var first = Samples.Anomaly("slow");
        await front.PublishAsync(durable: false, first);
        Assert.True(await next);

        var durable = new[] { Samples.Anomaly("slow"), Samples.Anomaly("slow") };
        await front.PublishAsync(durable: false, Samples.Anomaly("slow"), Samples.Anomaly("slow"));
        await front.PublishAsync(durable: true, durable);

        Assert.Equal([durable[0].Id, durable[1].Id], [await TakeAsync(), await TakeAsync()]);
        Assert.False(overflowed.Task.IsCompleted);

        async Task<Guid> TakeAsync()
        {
            // What is not durable may have been taken before the rest came.
            do
                Assert.True(await watch.MoveNextAsync());
            while (!watch.Current.Durable);

            return watch.Current.Record.Id;
        }
    }

    [Fact]
    public async Task Watch_Cancelled_Ends()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Http.End);
        await using var watch = front.Grains.WatchAnomaliesAsync(cancellationToken: end.Token).GetAsyncEnumerator(end.Token);
        var next = await StartedAsync(watch);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Theory]
    [InlineData("", "anomaly", true, "AnomalyClientOptions.ClusterId is empty")]
    [InlineData("anomaly", " ", true, "AnomalyClientOptions.ServiceId is empty")]
    [InlineData("anomaly", "anomaly", false, "AnomalyClientOptions.Clustering is not set; set it to how the client finds the silos")]
    public void AddAnomalyClient_BadOption_SaysWhichAndWhatItMustBe(string cluster, string service, bool clustering, string complaint)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Host.CreateEmptyApplicationBuilder(null).AddAnomalyClient(options =>
        {
            options.ClusterId = cluster;
            options.ServiceId = service;
            options.Clustering = clustering ? _ => { } : null;
        }));

        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddAnomalyClient(options => options.Clustering = client => client.UseLocalhostClustering(front.GatewayPort, "anomaly", "anomaly"));
        var host = builder.Build();
        await host.StartAsync(Http.End);
        return host;
    }

    /// <summary>Begins to read, and waits until the feed has one subscriber more.</summary>
    private async Task<ValueTask<bool>> StartedAsync(IAsyncEnumerator<AnomalyEvent> watch)
    {
        var feed = front.Grains.GetGrain<ITestFeedGrain>(0);
        var before = await feed.CountAsync();
        var next = watch.MoveNextAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Http.End);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await feed.CountAsync() <= before)
            patience.Token.ThrowIfCancellationRequested();

        return next;
    }
}
