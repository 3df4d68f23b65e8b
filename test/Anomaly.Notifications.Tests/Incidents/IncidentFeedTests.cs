using System.Threading.Channels;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

public sealed class IncidentFeedTests(IncidentCluster cluster) : IClassFixture<IncidentCluster>, IIncidentObserver
{
    private readonly Channel<Guid> _heard = Channel.CreateUnbounded<Guid>();
    private readonly IIncidentFeedGrain _feed = cluster.Grains.GetGrain<IIncidentFeedGrain>(0);

    private static CancellationToken End => TestContext.Current.CancellationToken;

    Task IIncidentObserver.OnChangedAsync(Guid state)
    {
        _heard.Writer.TryWrite(state);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Change_OfTheWorkerAndOfPeople_IsTold()
    {
        var self = cluster.Grains.CreateObjectReference<IIncidentObserver>(this);
        await _feed.WatchAsync(self);

        await cluster.SaveAsync("of the feed");
        var incident = await HeardAsync(found => found is not null, "it is opened");
        await cluster.Grains.GetGrain<IIncidentGrain>(incident!.Id).AcknowledgeAsync("ana", End);
        await HeardAsync(found => found!.Acknowledged is not null, "it is acknowledged");
        await HeardAsync(found => found!.Status == IncidentStatus.Resolved, "it is resolved");

        GC.KeepAlive(self);
    }

    [Fact]
    public async Task Watch_AfterAChange_AnswersAnotherState()
    {
        var self = cluster.Grains.CreateObjectReference<IIncidentObserver>(this);
        var before = await _feed.WatchAsync(self);
        await _feed.UnwatchAsync(self);

        await _feed.TellAsync();
        var after = before;
        while (after == before)
            after = await _feed.WatchAsync(self).WaitAsync(End);

        Assert.NotEqual(before, after);
    }

    /// <summary>Looks at each change that is told, and at nothing else.</summary>
    private async Task<Incident?> HeardAsync(Func<Incident?, bool> wanted, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(End);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (true)
            {
                await _heard.Reader.ReadAsync(patience.Token);
                var found = (await cluster.Store.ListAsync(new() { Series = "of the feed" }, patience.Token)).SingleOrDefault();
                if (wanted(found))
                    return found;
            }
        }
        catch (OperationCanceledException) when (!End.IsCancellationRequested)
        {
            throw new TimeoutException($"It was not told that {what}.");
        }
    }
}
