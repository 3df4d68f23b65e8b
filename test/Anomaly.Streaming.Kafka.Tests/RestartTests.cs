using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class RestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Restart_NewStart_GoesOnThereWithANewGeneration(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync(Texts.Numbers(0, 100));
        var inbox = new Inbox();
        var questions = new Questions(_ => 0);
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, questions, Token);
        await questions.NextAsync(Token);
        var before = await inbox.TakeAsync(100, Token);

        questions.Answer = _ => 30;
        Assert.True(silo.Control.Restart(StreamSilo.Provider, 0));

        Assert.Equal(100, (await questions.NextAsync(Token)).High);
        var after = await inbox.TakeAsync(70, Token);
        Texts.AssertContinuous(after, 30);
        Assert.All(after, batch => Assert.NotEqual(before[0].Generation, batch.Generation));
        Assert.Single(after.Select(batch => batch.Generation).Distinct());
    }

    [Fact]
    public async Task Restart_BatchesReadAndNotDelivered_AreNeverDelivered()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Texts.Numbers(0, 5_000));
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var inbox = new Inbox
        {
            OnBatch = _ =>
            {
                entered.TrySetResult();
                return leave.Task;
            },
        };
        var questions = new Questions(_ => 0);
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.MaxBatchRecords = 100; }, inbox, questions, Token);
        await entered.Task.WaitAsync(Token);
        // The last records may be less than a batch, which is then held back for more.
        await silo.WaitForAsync(status => status.Position > 4_900, Token);

        questions.Answer = _ => 4_000;
        silo.Control.Restart(StreamSilo.Provider, 0);
        await silo.WaitForAsync(status => status.Position > 4_900, Token);
        leave.SetResult();

        // Only the one that was on its way when the restart came; then what is new.
        var old = await inbox.NextAsync(Token);
        Assert.Equal(0, old.From);
        var batches = await inbox.TakeAsync(1_000, Token);
        Texts.AssertContinuous(batches, 4_000);
        Assert.DoesNotContain(batches, batch => batch.Generation == old.Generation);
    }

    [Fact]
    public async Task Restart_PartitionThatThisSiloDoesNotRead_SaysSo()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await using var silo = await StreamSilo.StartAsync(broker.Configure, new Inbox(), new Questions(_ => 0), Token);
        await silo.WaitForAsync(status => status.Position == 0, Token, partition: 3);

        Assert.True(silo.Control.Restart(StreamSilo.Provider, 3));
        Assert.False(silo.Control.Restart(StreamSilo.Provider, 4));
        Assert.False(silo.Control.Restart("other", 3));
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Start_OffsetTheLogDoesNotHold_AsksAgainWithTheLogsEnds(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync(Texts.Numbers(0, 50));
        var inbox = new Inbox();
        var questions = new Questions(log => log.Partition == 0 ? 1_000 : 0);
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, questions, Token);
        await questions.NextAsync(Token);

        var again = await questions.NextAsync(Token);
        Assert.Equal((0, 50), (again.Low, again.High));
        questions.Answer = log => log.Low;

        Texts.AssertContinuous(await inbox.TakeAsync(50, Token), 0);
        Assert.Contains("does not hold offset 1000", silo.Logs.Messages(3013).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PositionsFail_AsksUntilTheyAnswer()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Texts.Numbers(0, 50));
        var inbox = new Inbox();
        var questions = new Questions(_ => throw new InvalidOperationException("the database is away"));
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, questions, Token);
        await questions.NextAsync(Token);
        await questions.NextAsync(Token);
        await questions.NextAsync(Token);
        var status = await silo.WaitForAsync(status => status.Error is not null, Token);
        Assert.Contains("the database is away", status.Error, StringComparison.Ordinal);
        Assert.Null(status.Position);
        Assert.False(inbox.TryTake(out _));

        questions.Answer = _ => 20;

        Texts.AssertContinuous(await inbox.TakeAsync(30, Token), 20);
        Assert.Null(silo.Status().Error);
        // Once, not once a question.
        Assert.Single(silo.Logs.Messages(3011), message => message.Contains("partition 0:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delivery_ThrowsAndIsGivenUp_IsNotSkippedButAskedFor()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Texts.Numbers(0, 3_000));
        var fails = true;
        var delivered = 0L;
        var inbox = new Inbox
        {
            OnBatch = batch =>
            {
                if (fails && batch.Next > 1_000) throw new InvalidOperationException("not this one");
                delivered = batch.Next;
                return Task.CompletedTask;
            },
        };
        var questions = new Questions(_ => delivered);
        await using var silo = await StreamSilo.StartAsync(
            options => { broker.Configure(options); options.MaxBatchRecords = 500; }, inbox, questions, Token, maxDeliveryTime: TimeSpan.FromSeconds(2));
        await questions.NextAsync(Token);

        await questions.NextAsync(Token, seconds: 40);
        fails = false;

        Texts.AssertContinuous(await inbox.TakeAsync(3_000, Token, seconds: 40), 0);
    }

    [Fact]
    public async Task Delivery_ThrowsOnce_IsTriedAgainBeforeWhatFollows()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Texts.Numbers(0, 2_000));
        var failures = 0;
        var inbox = new Inbox { OnBatch = batch => batch.Next > 500 && failures++ == 0 ? throw new InvalidOperationException("once") : Task.CompletedTask };
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.MaxBatchRecords = 500; }, inbox, new Questions(_ => 0), Token);

        Texts.AssertContinuous(await inbox.TakeAsync(2_000, Token), 0);
        Assert.True(failures > 1);
    }
}
