using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Topics;

/// <summary>Makes short-lived admin clients.</summary>
internal static class AdminClients
{
    public static IAdminClient Create(KafkaStreamOptions options, Action<Error>? onError = null) =>
        new AdminClientBuilder(KafkaClientConfig.ForAdmin(options))
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => onError?.Invoke(error))
            .Build();
}
