using System.Globalization;
using Anomaly.Detectors.Multivariate;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Settings;
using Prometheus;

namespace Anomaly.Grains.Metrics;

/// <summary>What Prometheus sees of a silo. Names and labels are a contract (docs/wire-format.md, Metrics).</summary>
internal sealed class AnomalyMetrics
{
    private readonly Counter _anomalies;
    private readonly Gauge _topicPartitions;
    private readonly Histogram _checkpoint;

    public AnomalyMetrics(IMetricFactory metrics)
    {
        SamplesProcessed = metrics.CreateCounter("metrics_processed_total", "Samples that the detectors were given; those read again after a crash count again.");
        _anomalies = metrics.CreateCounter("anomaly_events_total", "Anomalies written to the database.", ["method", "severity"]);
        EventProcessing = metrics.CreateHistogram(
            "event_processing_seconds",
            "From the broker's time of a batch's oldest record (the time it was read, where the broker gives none) until all its samples were applied.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 2, 18) });
        RecordsRejected = metrics.CreateCounter("records_rejected_total", "Records sent to the dead-letter topic.", ["reason"]);
        RecordsLost = metrics.CreateCounter("records_lost_total", "Records that the broker's retention removed before they were read.", ["partition"]);
        RecordsRerouted = metrics.CreateCounter("records_rerouted_total", "Records without a key that were sent again with their series as key.");
        _topicPartitions = metrics.CreateGauge("topic_partitions", "Partitions of the topic, as far as this silo knows.");
        Partitions = new PartitionGauges(metrics);
        SeriesActive = metrics.CreateGauge("series_active", "Series that this silo's partitions met since their sessions began.");
        _checkpoint = metrics.CreateHistogram(
            "checkpoint_seconds",
            "How long a checkpoint took.",
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 2, 16) });
        WorkerUp = metrics.CreateGauge("worker_up", "1 where every partition of this silo is owned, the database answers and no checkpoint is late; else 0.");
        Uptime = metrics.CreateGauge("uptime_seconds", "Seconds since the process started.");
        AnomalyConflicts = metrics.CreateCounter("anomaly_conflicts_total", "Anomalies that were in the database already when they were written. Stays 0; anything else is a fault in the durability protocol.");
        WritesRefused = metrics.CreateCounter("writes_refused_total", "Writes that the database refused because another owner has the partition or the series.");
        Calls = metrics.CreateCounter("series_calls_total", "Calls to the grains of series by the owners of their partitions.");
        DirectCalls = metrics.CreateCounter("series_calls_direct_total", "Calls to series beside the owners of their partitions, without a message.");
        RemoteCalls = metrics.CreateCounter("series_calls_remote_total", "Calls that reached this silo's series from an owner on another silo; rare, but after a partition has moved.");
        CallsRefused = metrics.CreateCounter("series_calls_refused_total", "Calls that a series refused.", ["answer"]);
        SeriesMoved = metrics.CreateCounter("series_moved_total", "Series that were taken from another partition because their records arrive in this one.");
        SeriesRemoved = metrics.CreateCounter("series_removed_total", "Series that were removed because no sample of them came for longer than Retention:Series.");
        GroupSamplesLeftOut = metrics.CreateCounter("group_samples_left_out_total", "Samples that reached a partition other than their group's, and are not in its vectors. Key the records by what the group is made by.");
        StartAtZero();
    }

    public Counter SamplesProcessed { get; }

    public Histogram EventProcessing { get; }

    public Counter RecordsRejected { get; }

    public Counter RecordsLost { get; }

    public Counter RecordsRerouted { get; }

    public PartitionGauges Partitions { get; }

    public Gauge SeriesActive { get; }

    public Gauge WorkerUp { get; }

    public Gauge Uptime { get; }

    public Counter AnomalyConflicts { get; }

    public Counter WritesRefused { get; }

    public Counter Calls { get; }

    public Counter DirectCalls { get; }

    public Counter RemoteCalls { get; }

    public Counter CallsRefused { get; }

    public Counter SeriesMoved { get; }

    public Counter SeriesRemoved { get; }

    public Counter GroupSamplesLeftOut { get; }

    /// <summary>Says how many partitions the topic has. Any of them may come to this silo, and count a loss as it comes.</summary>
    public void ShowTopic(int partitions)
    {
        _topicPartitions.Set(partitions);
        for (var partition = 0; partition < partitions; partition++)
        {
            RecordsLost.WithLabels(partition.ToString(CultureInfo.InvariantCulture));
        }
    }

    public IDisposable NewCheckpointTimer() => _checkpoint.NewTimer();

    public void CountAnomaly(AnomalyRecord anomaly) =>
        _anomalies.WithLabels(anomaly.DetectionMethod, Word(anomaly.Severity)).Inc();

    /// <summary>A counter that appears with its first increment has never risen, as Prometheus sees it.</summary>
    private void StartAtZero()
    {
        foreach (var reason in RejectReason.All.Concat(RejectReason.Later))
        {
            RecordsRejected.WithLabels(reason);
        }

        string[] methods = [.. DetectionMethod.All.Select(method => method.Name), GroupOptions.MethodName, SilenceSettings.Section];
        foreach (var method in methods)
        {
            foreach (var severity in Enum.GetValues<AnomalySeverity>())
            {
                _anomalies.WithLabels(method, Word(severity));
            }
        }
    }

    private static string Word(AnomalySeverity severity) => severity switch
    {
        AnomalySeverity.Info => "info",
        AnomalySeverity.Warning => "warning",
        _ => "critical",
    };
}
