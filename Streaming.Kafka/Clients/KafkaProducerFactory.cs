using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>Makes producers for the broker that a stream reads from.</summary>
public static class KafkaProducerFactory
{
    /// <summary>Makes a producer of bytes. Its user disposes it, after <c>Flush</c>.</summary>
    /// <param name="options">The stream's options.</param>
    /// <param name="configure">Changes the settings first: batching, compression, acknowledgements.</param>
    /// <param name="onError">Is told of each error of the client, such as a broker that went away. Without it they are not shown.</param>
    /// <returns>The producer.</returns>
    /// <exception cref="KafkaSettingException">The client does not know a setting, or does not take its value.</exception>
    public static IProducer<byte[]?, byte[]?> Create(KafkaStreamOptions options, Action<ProducerConfig>? configure = null, Action<Error>? onError = null)
    {
        var config = KafkaClientConfig.ForProducer(options);
        configure?.Invoke(config);
        try
        {
            // Without a log handler the client writes to the process's standard error.
            return new ProducerBuilder<byte[]?, byte[]?>(config)
                .SetLogHandler(static (_, _) => { })
                .SetErrorHandler((_, error) => onError?.Invoke(error))
                .Build();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw new KafkaSettingException(ClientSettings.Explain(options, exception), exception);
        }
    }
}
