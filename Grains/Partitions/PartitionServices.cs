using Anomaly.Grains.DeadLetters;
using Anomaly.Grains.Metrics;
using Anomaly.Grains.Rerouting;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Partitions;

/// <summary>The silo's part of what sessions work with.</summary>
internal sealed class PartitionServices(
    IPartitionStore store,
    IKafkaStreamControl streams,
    ISeriesDirectory series,
    IDetectionSettings settings,
    IDeadLetterTopic deadLetters,
    IRerouter rerouter,
    ILiveFeed live,
    AnomalyMetrics metrics,
    OwnershipRules rules,
    StateFormat format,
    IOptions<PartitionOptions> options,
    TimeProvider time)
{
    public IPartitionStore Store { get; } = store;

    public IKafkaStreamControl Streams { get; } = streams;

    public IDetectionSettings Settings { get; } = settings;

    public AnomalyMetrics Metrics { get; } = metrics;

    public StateFormat Format { get; } = format;

    public PartitionOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    public SessionContext NewContext(MoveBackoff moves, ILogger logger) => new()
    {
        Store = Store,
        Streams = Streams,
        Series = series,
        Settings = Settings,
        DeadLetters = deadLetters,
        Rerouter = rerouter,
        Live = live,
        Moves = moves,
        Metrics = Metrics,
        Rules = rules,
        Options = Options,
        Time = Time,
        Logger = logger,
    };
}
