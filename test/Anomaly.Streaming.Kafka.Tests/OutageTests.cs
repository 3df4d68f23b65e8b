using System.Net;
using System.Net.Sockets;
using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class OutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task BrokerAwayInMidRun_ComesBack_NothingIsLostNorAskedAnew(bool killed)
    {
        var (broker, apache) = await Broker.OpenApacheAsync();
        await using var _ = broker;
        await apache.CreateTopicAsync(broker.Topic, 1, Token);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Low), Token);
        await broker.ProduceAsync(Texts.Numbers(0, 1_000));
        var batches = await inbox.TakeAsync(1_000, Token);

        await apache.StopBrokerAsync(killed);
        var away = await silo.WaitForAsync(status => status.Error is not null, Token);
        Assert.Contains(apache.BootstrapServers, away.Error, StringComparison.Ordinal);
        Assert.Equal(1_000, away.Position);
        // A line when it begins, and none for what is tried while it lasts.
        var began = silo.Logs.Count(3014);
        await TriesAsync(apache.BootstrapServers, 8);
        Assert.Equal(began, silo.Logs.Count(3014));
        Assert.NotEqual(0, began);
        await apache.StartBrokerAsync(Token);
        await broker.ProduceAsync(Texts.Numbers(1_000, 1_000));
        batches.AddRange(await inbox.TakeAsync(1_000, Token));

        Texts.AssertContinuous(batches, 0);
        Assert.Equal(2_000, batches[^1].Next);
        Assert.Single(batches.Select(batch => batch.Generation).Distinct());
        await silo.WaitForAsync(status => status.Error is null, Token);
        // And one when it is over; a broker that comes or goes may do so in several goes.
        Assert.Equal(silo.Logs.Count(3014), silo.Logs.Count(3015));
    }

    [Fact]
    public async Task Stop_BrokerAway_TakesNoLonger()
    {
        var (broker, apache) = await Broker.OpenApacheAsync();
        await using var _ = broker;
        await apache.CreateTopicAsync(broker.Topic, 1, Token);
        await using var silo = await StreamSilo.StartAsync(broker.Configure, new Inbox(), new Questions(log => log.Low), Token);
        await silo.WaitForAsync(status => status.Position == 0, Token);
        silo.Control.Commit(StreamSilo.Provider, 0, 0);
        await apache.StopBrokerAsync(kill: true);
        await silo.WaitForAsync(status => status.Error is not null, Token);

        await silo.StopAsync(Token);

        Assert.Equal((1, 0), (silo.Logs.Count(3018), silo.Logs.Count(3019)));
    }

    [Fact]
    public async Task Topic_DeletedAndCreatedAnew_IsAskedForAndReadFromItsStart()
    {
        var (broker, apache) = await Broker.OpenApacheAsync(autoCreateTopics: false);
        await using var _ = broker;
        await apache.CreateTopicAsync(broker.Topic, 1, Token);
        var inbox = new Inbox();
        var questions = new Questions(log => log.Low);
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, questions, Token);
        await questions.NextAsync(Token);
        await broker.ProduceAsync(Texts.Numbers(0, 100));
        foreach (var batch in await inbox.TakeAsync(100, Token)) silo.Control.Release(batch);

        await apache.DeleteTopicAsync(broker.Topic, Token);
        await apache.CreateTopicAsync(broker.Topic, 1, Token);
        await broker.ProduceAsync(Texts.Numbers(500, 30));

        await questions.NextAsync(Token, seconds: 60);
        var batches = await inbox.TakeAsync(30, Token);
        Texts.AssertContinuous(batches, 0);
        Assert.Equal("500", batches.Values().First());
    }

    [Fact]
    public async Task Partitions_Added_AreReadWithoutARestart()
    {
        var (broker, apache) = await Broker.OpenApacheAsync();
        await using var _ = broker;
        await apache.CreateTopicAsync(broker.Topic, 2, Token);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(
            options => { broker.Configure(options); options.TopicCheckInterval = TimeSpan.FromSeconds(1); }, inbox, new Questions(log => log.Low), Token);
        await silo.WaitForAsync(status => status.Position == 0, Token, partition: 1);

        await apache.AddPartitionsAsync(broker.Topic, 5, Token);
        await broker.ProduceAsync(Texts.Numbers(0, 10), partition: 4);

        Texts.AssertContinuous(await inbox.TakeAsync(10, Token), 0);
        Assert.Equal([0, 1, 2, 3, 4], silo.Control.GetPartitions().Select(status => status.Partition));
    }

    /// <summary>Waits, in the place of a broker that is away, for clients that try to reach it.</summary>
    private static async Task TriesAsync(string address, int count)
    {
        using var listener = new TcpListener(IPEndPoint.Parse(address));
        listener.Start();
        for (var tries = 0; tries < count; tries++)
        {
            using var client = await listener.AcceptTcpClientAsync(Token);
        }
    }
}
