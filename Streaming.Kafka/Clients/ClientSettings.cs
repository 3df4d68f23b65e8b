using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>Asks the client itself whether it takes the settings: it knows their names and values, and reads the files they name.</summary>
internal static class ClientSettings
{
    /// <summary>What is wrong with the settings of the client; null where nothing is.</summary>
    public static string? Check(KafkaStreamOptions options)
    {
        try
        {
            // Without an address the client starts and connects to nothing.
            var consumer = KafkaClientConfig.ForConsumer(options);
            consumer.Set("bootstrap.servers", "");
            new ConsumerBuilder<Ignore, Ignore>(consumer).SetLogHandler(static (_, _) => { }).Build().Dispose();
            var producer = KafkaClientConfig.ForProducer(options);
            producer.Set("bootstrap.servers", "");
            new ProducerBuilder<Null, Null>(producer).SetLogHandler(static (_, _) => { }).Build().Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KafkaException)
        {
            return Explain(options, exception);
        }
    }

    /// <summary>The client's complaint, with the setting it is about as its user wrote it.</summary>
    public static string Explain(KafkaStreamOptions options, Exception exception)
    {
        foreach (var (part, settings) in new[] { ("Consumer", options.Consumer), ("Producer", options.Producer), ("Client", options.Client) })
            foreach (var name in settings.Keys)
                if (exception.Message.Contains($"\"{name}\"", StringComparison.Ordinal) || exception.Message.Contains($"`{name}`", StringComparison.Ordinal))
                    return $"{options.SettingsSection}:{part}:{name} is '{Shown(name, settings[name])}', which the Kafka client refuses ({exception.Message.TrimEnd('.')}); use a name and a value of librdkafka's settings.";
        return $"The settings in {options.SettingsSection}:Client, :Consumer or :Producer are refused by the Kafka client ({exception.Message.TrimEnd('.')}); use names and values of librdkafka's settings.";
    }

    private static string Shown(string name, string value) =>
        name.Contains("password", StringComparison.Ordinal) || name.Contains("secret", StringComparison.Ordinal) || name.EndsWith(".pem", StringComparison.Ordinal) ? "…" : value;
}
