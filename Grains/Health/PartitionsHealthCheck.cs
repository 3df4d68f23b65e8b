using Anomaly.Grains.Partitions;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Health;

/// <summary>
/// Unhealthy where a partition of this silo is not read or has no owner, or its last checkpoint is older than three intervals, or nobody may read a partition; and until it is
/// known which partitions are this silo's, for one that has just started does nothing yet.
/// </summary>
internal sealed class PartitionsHealthCheck(
    PartitionRegistry registry,
    IKafkaStreamControl streams,
    PartitionEligibility eligibility,
    IOptions<PartitionOptions> options,
    TimeProvider time) : IHealthCheck
{
    private const int LateIntervals = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new List<string>();
        var read = streams.GetPartitions();
        foreach (var partition in read.OrderBy(partition => partition.Partition))
        {
            if (registry.Find(partition.Partition) is not { } session)
            {
                var error = partition.Error ?? registry.WhyEnded(partition.Partition);
                problems.Add($"partition {partition.Partition} is unowned" + (error is null ? "" : $" ({error})"));
                continue;
            }

            var age = time.GetElapsedTime(session.LastCheckpoint);
            if (age > LateIntervals * options.Value.CheckpointInterval)
            {
                problems.Add($"partition {partition.Partition}: the last checkpoint is {age.TotalSeconds:0} s old, more than {LateIntervals} intervals of {options.Value.CheckpointInterval.TotalSeconds:0.###} s"
                    + (session.UnsavedBecause is { } why ? $" ({why})" : ""));
            }
        }

        var unread = streams.GetUnreadPartitions(PartitionOptions.StreamProvider);
        foreach (var partition in unread.Order())
        {
            var why = eligibility.WhyUnread(partition);
            problems.Add($"partition {partition} is read by nobody" + (why is null ? "" : $" ({why})"));
        }

        if (streams.GetAssignedPartitions(PartitionOptions.StreamProvider) is { } assigned)
        {
            problems.AddRange(assigned.Except(read.Select(partition => partition.Partition)).Order().Select(partition => $"partition {partition} is not read yet"));
        }
        else
        {
            problems.Add("which partitions this silo reads is not known yet");
        }

        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy($"{read.Count} partitions are owned and checkpointed")
            : HealthCheckResult.Unhealthy(string.Join("; ", problems)));
    }
}
