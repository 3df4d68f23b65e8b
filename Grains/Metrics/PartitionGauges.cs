using System.Globalization;
using Anomaly.Grains.Interfaces.Cluster;
using Prometheus;

namespace Anomaly.Grains.Metrics;

/// <summary>The gauges of the partitions that this silo reads. A partition that another silo reads now is not this one's to report: its gauges go.</summary>
internal sealed class PartitionGauges
{
    private readonly Gauge _owned;
    private readonly Gauge _lag;
    private readonly Gauge _lagSeconds;
    private readonly Gauge _queueDepth;
    private readonly Gauge _checkpointAge;
    private readonly Gauge _series;
    private readonly Gauge _seriesLimit;
    private readonly Dictionary<int, LagClock> _clocks = [];

    public PartitionGauges(IMetricFactory metrics)
    {
        _owned = Create("partition_owned", "1 where the owner of a partition that this silo reads is at work, 0 where it has none. A partition is read by one silo.");
        _lag = Create("partition_lag_records", "Records in the log that are not applied yet.");
        _lagSeconds = Create("partition_lag_seconds", "How long this silo has known of the oldest record that is not applied yet; 0 where all are.");
        _queueDepth = Create("queue_depth", "Samples pulled and not yet applied.");
        _checkpointAge = Create("checkpoint_age_seconds", "Seconds since the last checkpoint, when all that was due was saved. Absent while the partition has no owner.");
        _series = Create("partition_series", "Series at home in the partition, groups included, whether they report or not. Absent until its owner has counted them.");
        _seriesLimit = Create("partition_series_limit", "How many series the partition may have: its share of Detection:MaxSeries. Absent where there is no limit.");

        Gauge Create(string name, string help) => metrics.CreateGauge(name, help, ["partition"]);
    }

    /// <summary>Shows these partitions and no others.</summary>
    /// <param name="partitions">All that this silo reads.</param>
    /// <param name="now">When that is, on a clock that never jumps.</param>
    public void Show(IReadOnlyCollection<PartitionReport> partitions, TimeSpan now)
    {
        Keep(partitions, _owned, _lag, _lagSeconds, _queueDepth);
        Keep([.. partitions.Where(partition => partition.CheckpointAge is not null)], _checkpointAge);
        Keep([.. partitions.Where(partition => partition.SeriesAtHome is not null)], _series);
        Keep([.. partitions.Where(partition => partition.SeriesLimit is not null)], _seriesLimit);
        foreach (var gone in _clocks.Keys.Except(partitions.Select(partition => partition.Partition)).ToArray())
        {
            _clocks.Remove(gone);
        }

        foreach (var partition in partitions)
        {
            Show(partition, now);
        }
    }

    private static void Keep(IReadOnlyCollection<PartitionReport> partitions, params ReadOnlySpan<Gauge> gauges)
    {
        var labels = partitions.Select(Label).ToHashSet();
        foreach (var gauge in gauges)
        {
            foreach (var gone in gauge.GetAllLabelValues().Where(values => !labels.Contains(values[0])).ToArray())
            {
                gauge.RemoveLabelled(gone);
            }
        }
    }

    private static string Label(PartitionReport partition) => partition.Partition.ToString(CultureInfo.InvariantCulture);

    private void Show(PartitionReport partition, TimeSpan now)
    {
        var label = Label(partition);
        _owned.WithLabels(label).Set(partition.Owned ? 1 : 0);
        _queueDepth.WithLabels(label).Set(partition.QueueDepth);
        if (partition.CheckpointAge is { } age)
        {
            _checkpointAge.WithLabels(label).Set(age.TotalSeconds);
        }

        if (partition.SeriesAtHome is { } series)
        {
            _series.WithLabels(label).Set(series);
        }

        if (partition.SeriesLimit is { } limit)
        {
            _seriesLimit.WithLabels(label).Set(limit);
        }

        if (!_clocks.TryGetValue(partition.Partition, out var clock))
        {
            _clocks[partition.Partition] = clock = new LagClock();
        }

        if (partition is { Lag: { } lag, AppliedTo: { } appliedTo })
        {
            _lag.WithLabels(label).Set(lag);
            if (partition.Owned)
            {
                clock.Look(now, appliedTo, appliedTo + lag);
            }
            else
            {
                clock.NoteEnd(now, appliedTo + lag); // what the reader has read ahead is not applied
            }
        }

        _lagSeconds.WithLabels(label).Set(clock.Behind(now).TotalSeconds);
    }
}
