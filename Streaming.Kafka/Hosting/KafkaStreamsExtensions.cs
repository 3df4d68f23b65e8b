using Anomaly.Streaming.Kafka.Adapter;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Hosting;

/// <summary>Adds Kafka streams to a silo.</summary>
public static class KafkaStreamsExtensions
{
    private static readonly TimeSpan PullPeriod = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Adds a stream provider that reads a Kafka topic: one stream a partition, delivered to the grains that subscribe to
    /// <see cref="KafkaStreamOptions.StreamNamespace"/> by <see cref="ImplicitStreamSubscriptionAttribute"/>. Where reading starts says the
    /// <see cref="IStreamPositions"/> among the silo's services, registered with the provider's name as key or without a key;
    /// which silos may read a partition, where not all can, says an <see cref="IPartitionEligibility"/> registered likewise.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="configureStreams">Sets what Orleans decides: how long a delivery is tried, how partitions are spread over the silos.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddKafkaStreams(
        this ISiloBuilder builder, string name, Action<KafkaStreamOptions> configure, Action<ISiloPersistentStreamConfigurator>? configureStreams = null) =>
        builder.AddKafkaStreams(name, (OptionsBuilder<KafkaStreamOptions> options) => options.Configure(configure), configureStreams);

    /// <inheritdoc cref="AddKafkaStreams(ISiloBuilder, string, Action{KafkaStreamOptions}, Action{ISiloPersistentStreamConfigurator}?)"/>
    public static ISiloBuilder AddKafkaStreams(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<KafkaStreamOptions>> configure, Action<ISiloPersistentStreamConfigurator>? configureStreams = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.TryAddSingleton<KafkaStreamControl>();
        builder.Services.TryAddSingleton<IKafkaStreamControl>(services => services.GetRequiredService<KafkaStreamControl>());
        builder.Services.AddSingleton<IValidateOptions<KafkaStreamOptions>>(new KafkaStreamOptionsValidator(name));
        configure(builder.Services.AddOptions<KafkaStreamOptions>(name).ValidateOnStart());
        return builder.AddPersistentStreams(name, KafkaAdapterFactory.Create, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = PullPeriod));
            streams.ConfigurePartitionBalancing((services, provider) => new PartitionBalancer(services, provider, services.GetRequiredService<ILogger<PartitionBalancer>>()));
            configureStreams?.Invoke(streams);
        });
    }
}
