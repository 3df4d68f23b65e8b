using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class ClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partitions_SiloJoinsAndLeaves_MoveEvenlyAndAreReadOn()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        var inbox = new Inbox();
        await using var first = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.High), Token);
        await WaitForPartitionsAsync(4, first);

        await using var second = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.High), Token, joins: first);
        await WaitForPartitionsAsync(2, first, second);
        Assert.Equal([0, 1, 2, 3], Read(first).Concat(Read(second)).Order());
        Assert.Equal([Read(first), Read(second)], [first.Control.GetAssignedPartitions(StreamSilo.Provider)!.ToArray(), [.. second.Control.GetAssignedPartitions(StreamSilo.Provider)!]]);
        await AssertReadAsync(broker, inbox, first, second);

        await second.StopAsync(Token);
        await WaitForPartitionsAsync(4, first);
        await AssertReadAsync(broker, inbox, first);
    }

    [Fact]
    public async Task Partitions_ThatOneSiloAloneMayRead_GoThere_AndToNobodyWhenItLeaves()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        var inbox = new Inbox();
        var readers = new Readers();
        await using var first = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.High), Token, readers: readers);
        await using var second = await StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.High), Token, joins: first, readers: readers);
        await WaitForPartitionsAsync(2, first, second);

        readers.Set((partition, silo) => partition == 3 || silo.Endpoint.Port == second.Port);
        await WaitForPartitionsAsync(1, first);
        await WaitForPartitionsAsync(3, second);
        Assert.Equal([3], Read(first));
        await AssertReadAsync(broker, inbox, first, second);

        await second.StopAsync(Token);
        var started = TimeProvider.System.GetTimestamp();
        while (!first.Control.GetUnreadPartitions(StreamSilo.Provider).SequenceEqual([0, 1, 2]))
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > 20) throw new TimeoutException("Partitions without a reader are not told.");
            await Task.Delay(20, Token);
        }
        Assert.Equal([3], Read(first));
        Assert.Equal(["Kafka stream 'metrics': nobody reads partitions 0, 1, 2: no silo of the cluster may"], first.Logs.Messages(3021));

        readers.Set((_, _) => true);
        await WaitForPartitionsAsync(4, first);
        await AssertReadAsync(broker, inbox, first);
        Assert.Empty(first.Control.GetUnreadPartitions(StreamSilo.Provider));
    }

    private static int[] Read(StreamSilo silo) => [.. silo.Control.GetPartitions().Where(status => status.Position is not null).Select(status => status.Partition)];

    private static async Task WaitForPartitionsAsync(int each, params StreamSilo[] silos)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!silos.All(silo => Read(silo).Length == each && silo.Control.GetPartitions().Count == each))
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > 20) throw new TimeoutException($"The silos do not read {each} partitions each.");
            await Task.Delay(20, Token);
        }
    }

    private static async Task AssertReadAsync(Broker broker, Inbox inbox, params StreamSilo[] silos)
    {
        Assert.NotEmpty(silos);
        for (var partition = 0; partition < 4; partition++) await broker.ProduceAsync([[(byte)partition]], partition);
        var got = await inbox.TakeAsync(4, Token);
        Assert.Equal([0, 1, 2, 3], got.Select(batch => batch.Partition).Order());
    }
}
