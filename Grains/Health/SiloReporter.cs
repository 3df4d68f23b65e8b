using System.Diagnostics;
using System.Reflection;
using Anomaly.Grains.Interfaces.Cluster;
using Anomaly.Grains.Metrics;
using Anomaly.Grains.Partitions;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Health;

/// <summary>Says how this silo is.</summary>
internal sealed class SiloReporter(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    PartitionRegistry registry,
    IKafkaStreamControl streams,
    IOptions<PartitionOptions> options,
    AnomalyMetrics metrics,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IDisposable
{
    private const int LateIntervals = 3;

    private static readonly string Version =
        typeof(SiloReporter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private readonly IClusterGrain _cluster = grains.GetGrain<IClusterGrain>(0);
    private readonly ActivationGauge _activations = new();

    /// <summary>When the process started.</summary>
    public DateTimeOffset StartedAt { get; } = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    /// <summary>The partitions that this silo reads.</summary>
    public PartitionReport[] LookAtPartitions() => [.. streams.GetPartitions().Select(Look)];

    /// <summary>Tells the cluster, one way: a silo does not wait for what is only shown.</summary>
    /// <param name="partitions">The partitions that it reads.</param>
    /// <param name="trouble">Why it is not ready; null where it is.</param>
    public void Send(PartitionReport[] partitions, string? trouble)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        _cluster.ReportAsync(new SiloReport
        {
            Name = silo.Name,
            Address = silo.SiloAddress.ToParsableString(),
            Version = Version,
            StartedAt = StartedAt,
            At = time.GetUtcNow(),
            SamplesApplied = (long)metrics.SamplesProcessed.Value,
            RecordsRejected = metrics.RecordsRejected.GetAllLabelValues()
                .Select(labels => (Reason: labels[0], Count: (long)metrics.RecordsRejected.WithLabels(labels).Value))
                .Where(rejected => rejected.Count > 0)
                .ToDictionary(rejected => rejected.Reason, rejected => rejected.Count),
            RecordsLost = metrics.RecordsLost.GetAllLabelValues().Sum(labels => (long)metrics.RecordsLost.WithLabels(labels).Value),
            Activations = _activations.Read(),
            MemoryBytes = Environment.WorkingSet,
            Partitions = partitions,
            Trouble = trouble,
        }).Ignore();
    }

    /// <inheritdoc/>
    public void Dispose() => _activations.Dispose();

    private PartitionReport Look(KafkaPartitionStatus partition)
    {
        var session = registry.Find(partition.Partition);
        var appliedTo = session?.AppliedTo ?? partition.Position;
        TimeSpan? age = session is null ? null : time.GetElapsedTime(session.LastCheckpoint);
        return new()
        {
            Partition = partition.Partition,
            Owned = session is not null,
            Lag = PartitionLag.Of(partition, appliedTo, session?.High),
            QueueDepth = session?.QueueDepth ?? 0,
            AppliedTo = appliedTo,
            Series = session?.Series.Count ?? 0,
            SeriesAtHome = session is { Admission.IsKnown: true } ? session.Admission.Count : null,
            SeriesLimit = session?.Admission.Limit is > 0 and var limit ? limit : null,
            CheckpointAge = age,
            OwnerEpoch = session?.Fence.OwnerEpoch ?? 0,
            Trouble = session is null ? partition.Error ?? registry.WhyEnded(partition.Partition)
                : age > LateIntervals * options.Value.CheckpointInterval ? session.UnsavedBecause ?? "the last checkpoint is late"
                : null,
        };
    }
}
