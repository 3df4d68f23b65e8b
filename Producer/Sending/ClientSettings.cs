using System.Globalization;
using Confluent.Kafka;

namespace Anomaly.Producer.Sending;

/// <summary>The Kafka client's settings: ours first, what the user sets by librdkafka's names over them.</summary>
internal static class ClientSettings
{
    // The first version that knows idempotent producers.
    private static readonly Version Idempotence = new(0, 11);

    public static ProducerConfig ForProducer(string servers, IReadOnlyDictionary<string, string> set)
    {
        var settings = Common(servers, set);
        var idempotent = CanBeIdempotent(set);
        settings.TryAdd("acks", "all");
        settings.TryAdd("enable.idempotence", idempotent ? "true" : "false");
        if (!idempotent)
            settings.TryAdd("max.in.flight.requests.per.connection", "1"); // or a retry could swap two records of a series
        settings.TryAdd("linger.ms", "5");
        settings.TryAdd("queue.buffering.max.messages", "200000");
        settings.TryAdd("queue.buffering.max.kbytes", "131072");
        return new ProducerConfig(settings)
        {
            // The report brings both back, so that one handler serves all records.
            DeliveryReportFields = "key,value,status",
        };
    }

    public static ConsumerConfig ForOffsets(string servers, string group, IReadOnlyDictionary<string, string> set)
    {
        // A consumer that never subscribes: it asks for the group's offsets without joining it.
        var settings = Common(servers, set);
        foreach (var name in settings.Keys.Where(IsProducersAlone).ToList())
            settings.Remove(name);
        settings["group.id"] = group;
        settings["enable.auto.commit"] = "false";
        return new ConsumerConfig(settings);
    }

    private static Dictionary<string, string> Common(string servers, IReadOnlyDictionary<string, string> set)
    {
        var settings = new Dictionary<string, string>(set, StringComparer.Ordinal);
        settings.TryAdd("client.id", "anomaly-producer");
        settings["bootstrap.servers"] = servers;
        return settings;
    }

    // A user who turns idempotence off, asks for fewer acknowledgements or names an old broker does not want an error for it.
    private static bool CanBeIdempotent(IReadOnlyDictionary<string, string> set)
    {
        if (set.TryGetValue("acks", out var acks) || set.TryGetValue("request.required.acks", out acks))
        {
            if (acks is not ("all" or "-1"))
                return false;
        }

        if (!set.TryGetValue("api.version.request", out var ask) || !string.Equals(ask, "false", StringComparison.OrdinalIgnoreCase))
            return true;
        return set.TryGetValue("broker.version.fallback", out var version)
            && Version.TryParse(version.Contains('.', StringComparison.Ordinal) ? version : version + ".0", out var broker)
            && broker >= Idempotence;
    }

    private static bool IsProducersAlone(string name) =>
        name is "acks" or "request.required.acks" or "linger.ms" or "retries" or "message.timeout.ms" or "delivery.timeout.ms" or "partitioner"
            || name.StartsWith("compression.", StringComparison.Ordinal)
            || name.StartsWith("batch.", StringComparison.Ordinal)
            || name.StartsWith("queue.buffering.", StringComparison.Ordinal)
            || name.StartsWith("enable.idempotence", StringComparison.Ordinal)
            || name.StartsWith("transactional.", StringComparison.Ordinal);

    /// <summary>A size for people.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };
}
