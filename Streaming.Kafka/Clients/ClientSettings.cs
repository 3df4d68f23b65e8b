using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>Asks the client itself whether it takes the settings: it knows their names and values, and reads the files they name.</summary>
internal static class ClientSettings
{
    private static readonly string[] Secretive = ["pas", "secret", "token", "pem", "jaas", "oauthbearer"];
    private static readonly string[] Mechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "GSSAPI"];

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
            // The longer name first: ssl.key.password is not ssl.key.
            foreach (var name in settings.Keys.OrderByDescending(name => name.Length))
                if (Names(exception.Message, name))
                    return $"{options.SettingsSection}:{part}:{name} is '{Shown(name, settings[name])}', which the Kafka client refuses ({Line(exception)}); use a name and a value of librdkafka's settings.";
        return $"The settings in {options.SettingsSection}:Client, :Consumer or :Producer are refused by the Kafka client ({Line(exception)}); use names and values of librdkafka's settings.";
    }

    private static bool Names(string message, string setting) =>
        message.Contains($"\"{setting}\"", StringComparison.Ordinal) || message.Contains($"`{setting}`", StringComparison.Ordinal) || message.Contains($"{setting} failed", StringComparison.Ordinal);

    private static string Line(Exception exception) => exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    /// <summary>A value that cannot be a secret. A misspelt name may well have one, and so may a Java client's sasl.jaas.config.</summary>
    private static string Shown(string name, string value) =>
        Secretive.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
            || (name.StartsWith("sasl.", StringComparison.OrdinalIgnoreCase) && !Mechanisms.Contains(value, StringComparer.OrdinalIgnoreCase)) ? "…" : value;
}
