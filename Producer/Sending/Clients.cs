using System.Globalization;
using Confluent.Kafka;

namespace Anomaly.Producer.Sending;

/// <summary>Making clients, and finding the topic through them.</summary>
internal static class Clients
{
    public static IProducer<byte[], byte[]> BuildProducer(KafkaSinkOptions options, Action<Error> onError)
    {
        try
        {
            return new ProducerBuilder<byte[], byte[]>(ClientSettings.ForProducer(options.Address.Servers, options.Settings))
                .SetErrorHandler((_, error) => onError(error))
                .SetLogHandler((_, _) => { }) // its lines would tear the progress line; errors come to the handler
                .Build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new InvalidSettingException($"--set: the Kafka client does not take it: {e.Message}", e);
        }
    }

    /// <summary>Waits until the broker answers and has the topic; one that may creates it.</summary>
    /// <returns>How many partitions the topic has.</returns>
    public static async Task<int> FindTopicAsync(
        IProducer<byte[], byte[]> producer, KafkaSinkOptions options, Traffic traffic, TimeProvider time, CancellationToken cancellationToken)
    {
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        var started = time.GetTimestamp();
        var problem = "";
        do
        {
            try
            {
                var left = options.ConnectTimeout - time.GetElapsedTime(started);
                var wait = TimeSpan.FromMilliseconds(Math.Clamp(left.TotalMilliseconds, 100, 2000));
                var metadata = await Task.Run(() => admin.GetMetadata(options.Topic, wait), cancellationToken).ConfigureAwait(false);
                var topic = metadata.Topics.FirstOrDefault(one => one.Topic == options.Topic);
                if (topic is { Partitions.Count: > 0 } && !topic.Error.IsError)
                    return topic.Partitions.Count;
                problem = $"topic '{options.Topic}': {topic?.Error.Reason ?? "not there"}";
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken).ConfigureAwait(false);
            }
            catch (KafkaException e)
            {
                problem = traffic.LastError ?? e.Error.Reason;
            }
        }
        while (time.GetElapsedTime(started) < options.ConnectTimeout);

        throw new BrokerException(string.Create(
            CultureInfo.InvariantCulture,
            $"no broker at {options.Address.Servers} (from {options.Address.Source}) within {options.ConnectTimeout.TotalSeconds:0.#} s: {problem}; {Remedy(options)}"));
    }

    private static string Remedy(KafkaSinkOptions options) => options.Address.IsInProcess
        ? "is the silo that wrote this file still running? Start it, delete the file, or give --bootstrap host:port"
        : $"start the broker, or give its address by --bootstrap or {BrokerAddress.Variable}";
}
