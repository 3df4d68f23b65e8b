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

        // Three batches of 103,200 bytes: 100 records, each with 1,000 bytes and 32 of its own.
        var batches = await inbox.TakeAsync(300, Token);
        var full = await silo.WaitForAsync(status => status.UnreleasedBytes > 300_000, Token);
        Assert.Equal(3 * 103_200, full.UnreleasedBytes);
        Assert.Null(full.Error);
        // It stays so although 1,700 records wait: read, and delivered, is one batch past the limit at the most.
        await Task.Delay(500, Token);
        Assert.Equal(300, silo.Status().Position);
        Assert.False(inbox.TryTake(out _));

        // A batch counts once, however often it is released.
        silo.Control.Release(batches[0]);
        silo.Control.Release(batches[0]);
        batches.Add(await inbox.NextAsync(Token));
        Assert.Equal(400, (await silo.WaitForAsync(status => status.Position == 400, Token)).Position);

        for (var released = 1; released < batches.Count; released++)
        {
            silo.Control.Release(batches[released]);
            if (batches.Count < 20) batches.Add(await inbox.NextAsync(Token));
        }

        Texts.AssertContinuous(batches, 0);
        Assert.Equal(2_000, batches[^1].Next);
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
