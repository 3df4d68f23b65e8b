using Anomaly.Grains.Interfaces.Cluster;
using Anomaly.Grains.Metrics;
using Prometheus;

namespace Anomaly.Grains.Tests.Metrics;

public sealed class PartitionGaugesTests
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly PartitionGauges _gauges;

    public PartitionGaugesTests() => _gauges = new PartitionGauges(Prometheus.Metrics.WithCustomRegistry(_registry));

    [Fact]
    public async Task Show_OwnedPartition_SaysHowItIs()
    {
        _gauges.Show([Owned(3, lag: 5)], TimeSpan.FromSeconds(10));
        _gauges.Show([Owned(3, lag: 5)], TimeSpan.FromSeconds(12));

        Assert.Equal(
            [
                "checkpoint_age_seconds{partition=\"3\"} 2.5",
                "partition_lag_records{partition=\"3\"} 5",
                "partition_lag_seconds{partition=\"3\"} 2",
                "partition_owned{partition=\"3\"} 1",
                "queue_depth{partition=\"3\"} 7",
            ],
            await _registry.LinesAsync());
    }

    [Fact]
    public async Task Show_PartitionThatLostItsOwner_HasNoCheckpointAge()
    {
        _gauges.Show([Owned(3, lag: 0)], TimeSpan.FromSeconds(10));
        _gauges.Show([new PartitionReport { Partition = 3, Owned = false }], TimeSpan.FromSeconds(11));

        var lines = await _registry.LinesAsync();
        Assert.Contains("partition_owned{partition=\"3\"} 0", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("checkpoint_age_seconds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_PartitionThatMovedAway_LeavesNothing()
    {
        _gauges.Show([Owned(0, lag: 9), Owned(1, lag: 9)], TimeSpan.FromSeconds(10));
        _gauges.Show([Owned(1, lag: 9)], TimeSpan.FromSeconds(11));

        var lines = await _registry.LinesAsync();
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Contains("{partition=\"1\"}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_PartitionThatCameBack_CountsItsLagAnew()
    {
        _gauges.Show([Owned(0, lag: 9)], TimeSpan.FromSeconds(10));
        _gauges.Show([], TimeSpan.FromSeconds(60));
        _gauges.Show([Owned(0, lag: 9)], TimeSpan.FromSeconds(100));

        Assert.Contains("partition_lag_seconds{partition=\"0\"} 0", await _registry.LinesAsync());
    }

    private static PartitionReport Owned(int partition, long lag) => new()
    {
        Partition = partition,
        Owned = true,
        Lag = lag,
        AppliedTo = 100,
        QueueDepth = 7,
        CheckpointAge = TimeSpan.FromSeconds(2.5),
    };
}
