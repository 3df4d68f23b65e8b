using Anomaly.Streaming.Kafka.Clients;
using Microsoft.Extensions.Options;

namespace Anomaly.Streaming.Kafka.Options;

/// <summary>Checks the options of one stream provider; each failure says which setting, what it is, what it must be.</summary>
internal sealed class KafkaStreamOptionsValidator(string provider) : IValidateOptions<KafkaStreamOptions>
{
    public ValidateOptionsResult Validate(string? name, KafkaStreamOptions options)
    {
        if (name != provider) return ValidateOptionsResult.Skip;
        var failures = Failures(options).ToList();
        // The client is asked last: it would complain of the same things in its own words.
        if (failures.Count == 0 && ClientSettings.Check(options) is { } complaint) failures.Add(complaint);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures.Select(failure => $"Kafka stream '{provider}': {failure}"));
    }

    private static IEnumerable<string> Failures(KafkaStreamOptions options)
    {
        string Set(string setting) => $"set {options.SettingsSection}:{setting}";
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
            yield return $"KafkaStreamOptions.BootstrapServers is empty; {Set("BootstrapServers")} to the brokers' addresses, host:port separated by commas.";
        if (string.IsNullOrWhiteSpace(options.Topic))
            yield return $"KafkaStreamOptions.Topic is empty; {Set("Topic")} to the topic the producers write to.";
        if (string.IsNullOrWhiteSpace(options.StreamNamespace))
            yield return $"KafkaStreamOptions.StreamNamespace is empty; {Set("StreamNamespace")} to the namespace that the subscribing grain names.";
        if (string.IsNullOrWhiteSpace(options.GroupId))
            yield return $"KafkaStreamOptions.GroupId is empty; {Set("GroupId")} to the consumer group that lag tools look at.";
        if (options.Partitions < 1)
            yield return $"KafkaStreamOptions.Partitions is {options.Partitions}; {Set("Partitions")} to 1 or more.";
        if (options.MaxBatchRecords < 1)
            yield return $"KafkaStreamOptions.MaxBatchRecords is {options.MaxBatchRecords}; {Set("MaxBatchRecords")} to 1 or more.";
        if (options.MaxBatchBytes < 1)
            yield return $"KafkaStreamOptions.MaxBatchBytes is {options.MaxBatchBytes}; {Set("MaxBatchBytes")} to 1 or more.";
        if (options.MaxUnreleasedBytes < 1)
            yield return $"KafkaStreamOptions.MaxUnreleasedBytes is {options.MaxUnreleasedBytes}; {Set("MaxUnreleasedBytes")} to 1 or more.";
        if (options.ConnectTimeout <= TimeSpan.Zero)
            yield return $"KafkaStreamOptions.ConnectTimeout is {options.ConnectTimeout}; {Set("ConnectTimeout")} to more than 00:00:00.";
        if (options.TopicCheckInterval < TimeSpan.FromSeconds(1))
            yield return $"KafkaStreamOptions.TopicCheckInterval is {options.TopicCheckInterval}; {Set("TopicCheckInterval")} to 00:00:01 or more.";
        foreach (var (part, settings) in new[] { ("Client", options.Client), ("Consumer", options.Consumer), ("Producer", options.Producer) })
            foreach (var name in settings.Keys)
                if (KafkaClientConfig.Reserved.TryGetValue(name, out var remedy))
                    yield return $"KafkaStreamOptions.{part} holds {name}; {remedy} ({options.SettingsSection}:{part}:{name}).";
    }
}
