using Anomaly.Grains.DeadLetters;
using Anomaly.Grains.Metrics;
using Anomaly.Grains.Rerouting;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Partitions;

/// <summary>What a session works with.</summary>
internal sealed record SessionContext
{
    public required IPartitionStore Store { get; init; }

    public required IKafkaStreamControl Streams { get; init; }

    public required ISeriesDirectory Series { get; init; }

    public required IDetectionSettings Settings { get; init; }

    public required IDeadLetterTopic DeadLetters { get; init; }

    public required IRerouter Rerouter { get; init; }

    public required ILiveFeed Live { get; init; }

    public required MoveBackoff Moves { get; init; }

    public required AnomalyMetrics Metrics { get; init; }

    public required OwnershipRules Rules { get; init; }

    public required PartitionOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
