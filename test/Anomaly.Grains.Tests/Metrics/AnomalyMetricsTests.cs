using Anomaly.Grains.Metrics;
using Prometheus;

namespace Anomaly.Grains.Tests.Metrics;

/// <summary>A counter that appears with its first increment has never risen, as Prometheus sees it: alerts would miss it.</summary>
public sealed class AnomalyMetricsTests
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly AnomalyMetrics _metrics;

    public AnomalyMetricsTests() => _metrics = new AnomalyMetrics(Prometheus.Metrics.WithCustomRegistry(_registry));

    [Fact]
    public async Task Counters_OfANewSilo_StartAtZero()
    {
        var lines = await _registry.LinesAsync();
        Assert.Contains("records_rejected_total{reason=\"unknown_format\"} 0", lines);
        Assert.Contains("records_rejected_total{reason=\"too_large\"} 0", lines);
        Assert.Contains("anomaly_events_total{method=\"ensemble\",severity=\"critical\"} 0", lines);
        Assert.Contains("anomaly_events_total{method=\"group\",severity=\"info\"} 0", lines);
        Assert.Contains("anomaly_events_total{method=\"silence\",severity=\"warning\"} 0", lines);
        Assert.Contains("anomaly_conflicts_total 0", lines);
    }

    [Fact]
    public async Task ShowTopic_AnyPartition_CanBeSeenToLoseRecords()
    {
        _metrics.RecordsLost.WithLabels("1").Inc(40);
        _metrics.ShowTopic(3);

        var lines = await _registry.LinesAsync();
        Assert.Contains("topic_partitions 3", lines);
        Assert.Equal(
            ["records_lost_total{partition=\"0\"} 0", "records_lost_total{partition=\"1\"} 40", "records_lost_total{partition=\"2\"} 0"],
            lines.Where(line => line.StartsWith("records_lost_total", StringComparison.Ordinal)));
    }
}
