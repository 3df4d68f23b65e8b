using System.Globalization;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Confluent.Kafka;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>A series whose records change partitions takes its state along.</summary>
public sealed class MovedSeriesTests
{
    [Fact]
    public async Task Series_WhoseRecordsArriveInAnotherPartition_MovesThereWithItsStateAndBack()
    {
        using var folder = new TempFolder();
        await using var silo = await RealServers.StartSiloAsync(folder, ExactLevels.Alone(("Storage__CheckpointInterval", "00:00:00.300")));
        var address = (await File.ReadAllTextAsync(Path.Combine(folder.Path, "data", "kafka.address"), TestContext.Current.CancellationToken)).Trim();
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = address }).Build();

        for (var i = 0; i < 4; i++)
        {
            await SendAsync(producer, partition: 0, i, 10);
        }

        await SeenAsync(silo, 4);
        // With the four samples of the other partition this fills the moving average's window.
        await SendAsync(producer, partition: 2, 4, 100);
        await Until.AnswersAsync(() => silo.GetListAsync("/anomalies?series=wanderer"), list => list.Length == 1, "the first sample in the new partition is an anomaly");
        Assert.Equal(1, await silo.MetricAsync("series_moved_total", TestContext.Current.CancellationToken));

        await SendAsync(producer, partition: 0, 5, 10);
        await SeenAsync(silo, 6);
        Assert.True(await silo.MetricAsync("series_moved_total", TestContext.Current.CancellationToken) >= 2);
        // 28 is the mean of 10, 10, 10, 100, 10: the spike is in the window once.
        var anomalies = await silo.GetListAsync("/anomalies?series=wanderer");
        Assert.Equal([100], anomalies.Select(anomaly => anomaly.GetProperty("value").GetDouble()));
        Assert.Equal(0, await silo.MetricAsync("anomaly_conflicts_total", TestContext.Current.CancellationToken));
    }

    private static async Task SendAsync(IProducer<string, string> producer, int partition, int i, double value) =>
        await producer.ProduceAsync(
            new TopicPartition("metrics", partition),
            new Message<string, string> { Key = "any", Value = string.Create(CultureInfo.InvariantCulture, $$"""{"series":"wanderer","timestamp":{{1_760_000_000 + i}},"value":{{value}}}""") },
            TestContext.Current.CancellationToken);

    private static async Task SeenAsync(SiloProcess silo, int samples) => await Until.AnswersAsync(
        () => silo.GetListAsync("/api/v1/series?match=wanderer"),
        list => list.Length == 1 && list[0].GetProperty("warm_up").GetProperty("seen").GetInt32() == samples,
        $"{samples} samples are saved");
}
