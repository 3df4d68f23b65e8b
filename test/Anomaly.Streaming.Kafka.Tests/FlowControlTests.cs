using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class FlowControlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Unreleased_AboveTheLimit_StopsReadingUntilReleased(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync(Enumerable.Repeat(new byte[1_000], 2_000));
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(
            options => { broker.Configure(options); options.MaxBatchRecords = 100; options.MaxUnreleasedBytes = 300_000; }, inbox, new Questions(_ => 0), Token);

        // A record counts its 1,000 bytes and 32 more; past the limit goes the batch that reached it, of 100 records at the most.
        const int Size = 1_032;
        var full = await silo.WaitForAsync(status => status.UnreleasedBytes >= 300_000, Token);
        Assert.InRange(full.UnreleasedBytes, 300_000, 300_000 + (100 * Size));
        Assert.Equal(full.Position * Size, full.UnreleasedBytes);
        Assert.Null(full.Error);
        var batches = await inbox.TakeAsync((int)full.Position!, Token);
        // It stays so although more than 1,600 records wait.
        await Task.Delay(500, Token);
        Assert.Equal(full.Position, silo.Status().Position);
        Assert.False(inbox.TryTake(out _));

        // A batch counts once, however often it is released.
        foreach (var batch in batches.Concat(batches)) silo.Control.Release(batch);
        var again = await silo.WaitForAsync(status => status.UnreleasedBytes >= 300_000, Token);
        Assert.Equal((again.Position - full.Position) * Size, again.UnreleasedBytes);

        while (batches[^1].Next < 2_000)
        {
            batches.Add(await inbox.NextAsync(Token));
            silo.Control.Release(batches[^1]);
        }

        Texts.AssertContinuous(batches, 0);
        Assert.Equal(0, silo.Status().UnreleasedBytes);
    }

    [Fact]
    public async Task Release_BatchOfBeforeTheRestart_ChangesNothing()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Enumerable.Repeat(new byte[1_000], 300));
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(
            options => { broker.Configure(options); options.MaxBatchRecords = 300; }, inbox, new Questions(_ => 0), Token);
        var before = await inbox.TakeAsync(300, Token);

        silo.Control.Restart(StreamSilo.Provider, 0);
        var after = await inbox.TakeAsync(300, Token);
        foreach (var batch in before) silo.Control.Release(batch);

        Assert.Equal(309_600, silo.Status().UnreleasedBytes);
        foreach (var batch in after) silo.Control.Release(batch);
        Assert.Equal(0, silo.Status().UnreleasedBytes);
    }
}
