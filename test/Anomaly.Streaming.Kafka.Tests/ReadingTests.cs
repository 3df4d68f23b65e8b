using System.Globalization;
using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class ReadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Batches_SeveralProducers_ContinueEachOtherAndHoldEveryRecordInOrder(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.MaxBatchRecords = 700; }, inbox, new Questions(log => log.Low), Token);

        // Three producers at once, each with its own run of numbers on partition 1, while the others' partitions get theirs.
        var runs = Enumerable.Range(0, 3).Select(run => broker.ProduceAsync(Texts.Numbers(run * 100_000, 3_000), partition: 1)).ToList();
        runs.Add(broker.ProduceAsync(Texts.Numbers(900_000, 500), partition: 3));
        await Task.WhenAll(runs);
        var batches = await inbox.TakeAsync(9_500, Token);

        var first = batches.Where(batch => batch.Partition == 1).ToList();
        Texts.AssertContinuous(first, 0);
        Assert.Equal(9_000, first[^1].Next);
        Assert.All(first, batch => Assert.True(batch.Records.Length <= 700 && batch.High >= batch.Next && batch.ReceivedAt > 1_600_000_000_000));
        var numbers = first.Values().Select(value => int.Parse(value, CultureInfo.InvariantCulture)).ToLookup(number => number / 100_000);
        Assert.All(Enumerable.Range(0, 3), run => Assert.Equal(Enumerable.Range(run * 100_000, 3_000), numbers[run]));
        var other = batches.Where(batch => batch.Partition == 3).ToList();
        Texts.AssertContinuous(other, 0);
        Assert.Equal(500, other[^1].Next);
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Start_PositionGiven_ReadsFromThere(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync(Texts.Numbers(0, 100));
        var inbox = new Inbox();
        var questions = new Questions(_ => 40);
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Partition == 0 ? 40 : 0), Token);

        var batches = await inbox.TakeAsync(60, Token);

        Texts.AssertContinuous(batches, 40);
        Assert.Equal(Enumerable.Range(40, 60).Select(number => number.ToString(CultureInfo.InvariantCulture)), batches.Values());
        Assert.Equal(100, batches[^1].Next);
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Start_Asked_IsToldTheLogsEndsAndTheTopicsId(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync(Texts.Numbers(0, 7), partition: 2);
        var questions = new Questions(log => log.High);
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.TopicId = "42"; }, new Inbox(), questions, Token);

        var log = await questions.NextAsync(Token, partition: 2);

        Assert.Equal((broker.Topic, 2, "42", 0L, 7L), (log.Topic, log.Partition, log.TopicId, log.Low, log.High));
    }

    [Fact]
    public async Task Start_BrokerThatGivesNoTopicId_IsToldNull()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        var questions = new Questions(log => log.High);
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.TopicId = null; }, new Inbox(), questions, Token);

        Assert.Null((await questions.NextAsync(Token)).TopicId);
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Record_TombstoneEmptyKeyOrNoKey_KeepsWhatItIs(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync([null], key: "gone".Bytes());
        await broker.ProduceAsync(["empty key".Bytes()], key: []);
        await broker.ProduceAsync(["no key".Bytes()]);
        await broker.ProduceAsync([[]], key: "empty value".Bytes());
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Low), Token);

        var records = (await inbox.TakeAsync(4, Token)).SelectMany(batch => batch.Records.Select(record => (Batch: batch, Record: record))).ToList();

        Assert.Equal([(4, -1), (0, 9), (-1, 6), (11, 0)], records.Select(found => (found.Record.KeyLength, found.Record.ValueLength)));
        Assert.Equal("gone", Text(records[0].Batch.Key(records[0].Record)));
        Assert.True(records[0].Batch.Value(records[0].Record).IsEmpty);
        Assert.True(records[1].Batch.Key(records[1].Record).IsEmpty);
        Assert.Equal("empty key", Text(records[1].Batch.Value(records[1].Record)));
        Assert.Equal("no key", Text(records[2].Batch.Value(records[2].Record)));
        Assert.Equal("empty value", Text(records[3].Batch.Key(records[3].Record)));
    }

    [Fact]
    public async Task Record_BrokerWithRecordTimes_HasItsTime()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        using (var producer = broker.Producer())
            await producer.ProduceAsync(new TopicPartition(broker.Topic, 0), new Message<byte[]?, byte[]?> { Value = [1], Timestamp = new Timestamp(1_700_000_000_123, TimestampType.CreateTime) }, Token);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Low), Token);

        Assert.Equal(1_700_000_000_123, (await inbox.NextAsync(Token)).Records[0].Timestamp);
    }

    [Fact]
    public async Task Record_BrokerWithoutRecordTimes_HasNone()
    {
        await using var broker = await Broker.OpenAsync(Kind.Apache);
        await broker.ProduceAsync(Texts.Numbers(0, 1));
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Low), Token);

        Assert.Equal(-1, (await inbox.NextAsync(Token)).Records[0].Timestamp);
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Record_OfAMegabyte_IsDeliveredWhole(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        var values = Enumerable.Range(0, 3).Select(number => Enumerable.Repeat((byte)number, 999_000).ToArray()).ToList();
        await broker.ProduceAsync(values);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.MaxBatchBytes = 1_500_000; }, inbox, new Questions(log => log.Low), Token);

        var batches = await inbox.TakeAsync(3, Token);

        Texts.AssertContinuous(batches, 0);
        Assert.All(batches, batch => Assert.True(batch.Records.Length <= 2));
        var read = batches.SelectMany(batch => batch.Records.Select(record => batch.Value(record).ToArray())).ToList();
        Assert.All(Enumerable.Range(0, 3), number => Assert.Equal(values[number], read[number]));
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Commit_AskedFor_IsSeenByLagTools(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        await broker.ProduceAsync(Texts.Numbers(0, 20));
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.GroupId = "lag"; }, inbox, new Questions(log => log.Low), Token);
        await inbox.TakeAsync(20, Token);

        silo.Control.Commit(StreamSilo.Provider, 0, 13);

        using var tool = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig(broker.Client.ToDictionary()) { BootstrapServers = broker.BootstrapServers, GroupId = "lag" }).SetLogHandler((_, _) => { }).Build();
        var partition = new TopicPartition(broker.Topic, 0);
        Offset committed;
        do committed = tool.Committed([partition], TimeSpan.FromSeconds(10))[0].Offset;
        while (committed == Offset.Unset && !Token.IsCancellationRequested);
        Assert.Equal(13, committed.Value);
    }

    [Fact]
    public async Task Stop_WhileReading_EndsEachReaderAtOnce()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Texts.Numbers(0, 10));
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Low), Token);
        await inbox.TakeAsync(10, Token);

        await silo.StopAsync(Token);

        Assert.Empty(silo.Control.GetPartitions());
        Assert.Equal(4, silo.Logs.Count(3018));
        // None needed longer than the second that the provider grants.
        Assert.Equal(0, silo.Logs.Count(3019));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
