using Anomaly.Grains.DeadLetters;
using Anomaly.Grains.Feed;
using Anomaly.Grains.Health;
using Anomaly.Grains.Ingestion;
using Anomaly.Grains.Metrics;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Producing;
using Anomaly.Grains.Rerouting;
using Anomaly.Grains.Retention;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Anomaly.Grains.Hosting;

/// <summary>Adds the grains and what they work with to a silo.</summary>
public static class AnomalyGrainsExtensions
{
    /// <summary>
    /// Adds them. The host adds the storage, the Kafka stream provider named <see cref="PartitionOptions.StreamProvider"/> with the
    /// namespace <see cref="PartitionOptions.StreamNamespace"/>, and binds <see cref="DetectionOptions"/>, <see cref="PartitionOptions"/> and <see cref="IngestOptions"/>.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <returns>The silo, for more.</returns>
    public static ISiloBuilder AddAnomalyGrains(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsWithValidateOnStart<DetectionOptions, DetectionOptionsValidator>();
        services.AddOptionsWithValidateOnStart<PartitionOptions, PartitionOptionsValidator>();
        services.AddOptionsWithValidateOnStart<IngestOptions, IngestOptionsValidator>();
        services.AddSingleton<FollowedSettings>();
        services.AddSingleton<ILearningPauses, SilencePauses>();
        services.AddSingleton<IDetectionSettings>(provider => provider.GetRequiredService<FollowedSettings>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<FollowedSettings>());
        services.AddSingleton(_ => new AnomalyMetrics(Prometheus.Metrics.DefaultFactory));
        services.AddSingleton<TopicProducer>();
        services.AddSingleton<UnreadBytes>();
        services.AddSingleton<IDeadLetterTopic, DeadLetterTopic>();
        services.AddSingleton<IRerouter, Rerouter>();
        services.AddSingleton<ILiveFeed, LiveFeed>();
        services.AddSingleton<SeriesServices>();
        services.AddSingleton<ISeriesDirectory, SeriesDirectory>();
        services.TryAddSingleton<OwnershipRules>();
        services.TryAddSingleton(StateFormat.Current);
        services.AddSingleton<PartitionRegistry>();
        services.AddSingleton<PartitionServices>();
        services.AddSingleton<IStreamPositions, PartitionPositions>();
        services.AddSingleton<PartitionEligibility>();
        services.AddSingleton<IPartitionEligibility>(provider => provider.GetRequiredService<PartitionEligibility>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<PartitionEligibility>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PartitionShutdown>();
        services.AddSingleton<SiloReporter>();
        services.AddHostedService<WorkerStatus>();
        services.AddHostedService<HistoryRetention>();
        services.AddHealthChecks()
            .AddCheck<PartitionsHealthCheck>("partitions", tags: [WorkerStatus.ReadyTag])
            .AddCheck<StorageHealthCheck>("database", tags: [WorkerStatus.ReadyTag]);
        return silo;
    }
}
