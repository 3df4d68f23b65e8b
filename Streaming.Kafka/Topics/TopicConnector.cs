using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Anomaly.Streaming.Kafka.Topics;

/// <summary>Finds the topic, and creates it where it is absent; waits for a broker that does not answer yet.</summary>
internal sealed class TopicConnector(string provider, KafkaStreamOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);

    /// <summary>The topic's number of partitions.</summary>
    /// <exception cref="KafkaUnavailableException">There is no topic to read after <see cref="KafkaStreamOptions.ConnectTimeout"/>.</exception>
    public async Task<int> ConnectAsync(CancellationToken cancellationToken)
    {
        var failure = new ConnectFailure(options, time);
        using var admin = AdminClients.Create(options, failure.Note);
        var started = time.GetTimestamp();
        var logged = TimeSpan.Zero;
        var created = false;
        while (true)
        {
            try
            {
                // All topics: naming one that is absent would create it, with the broker's number of partitions.
                var metadata = await Task.Run(() => admin.GetMetadata(RequestTimeout), cancellationToken).WaitAsync(cancellationToken);
                if (PartitionsOf(metadata) is { } partitions)
                {
                    Log.Connected(logger, provider, options.Topic, options.BootstrapServers, partitions);
                    if (partitions < options.Partitions) Log.FewerPartitions(logger, provider, options.Topic, partitions, options.SettingsSection, options.Partitions);
                    return partitions;
                }
                failure.Answered($"topic '{options.Topic}' is absent");
                if (!created) await CreateAsync(admin, cancellationToken);
                created = true;
            }
            catch (KafkaException exception) when (exception is not CreateTopicsException)
            {
                if (exception.Error.Code != ErrorCode.Local_Transport) failure.Note(exception.Error);
            }

            var waited = time.GetElapsedTime(started);
            if (waited >= options.ConnectTimeout) throw Unavailable(created, failure);
            if (waited - logged >= LogInterval)
            {
                logged = waited;
                Log.WaitingForBroker(logger, provider, options.BootstrapServers, failure.Reason, options.ConnectTimeout);
            }
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private int? PartitionsOf(Metadata metadata)
    {
        var topic = metadata.Topics.Find(topic => topic.Topic == options.Topic);
        return topic is { Error.IsError: false, Partitions.Count: > 0 } ? topic.Partitions.Count : null;
    }

    private async Task CreateAsync(IAdminClient admin, CancellationToken cancellationToken)
    {
        Log.CreatingTopic(logger, provider, options.Topic, options.Partitions);
        try
        {
            var specification = new TopicSpecification { Name = options.Topic, NumPartitions = options.Partitions };
            await admin.CreateTopicsAsync([specification], new CreateTopicsOptions { RequestTimeout = RequestTimeout }).WaitAsync(cancellationToken);
        }
        catch (CreateTopicsException exception)
        {
            var error = exception.Results.Count > 0 ? exception.Results[0].Error : exception.Error;
            // Another silo was faster.
            if (error.Code == ErrorCode.TopicAlreadyExists) return;
            throw new KafkaUnavailableException(
                $"Kafka stream '{provider}': topic '{options.Topic}' ({options.SettingsSection}:Topic) is absent at {options.BootstrapServers} and cannot be created ({error.Reason}); create it there, or name one that exists.",
                exception);
        }
        catch (KafkaException exception)
        {
            Log.AutoCreatingTopic(logger, provider, options.Topic, exception.Error.Reason);
            await Task.Run(() => admin.GetMetadata(options.Topic, RequestTimeout), cancellationToken).WaitAsync(cancellationToken);
        }
    }

    private KafkaUnavailableException Unavailable(bool answered, ConnectFailure failure) => new($"Kafka stream '{provider}': " + (answered
        ? $"topic '{options.Topic}' ({options.SettingsSection}:Topic) did not appear at {options.BootstrapServers} within {options.ConnectTimeout} ({failure.Reason}); create it there, or name one that exists."
        : failure.Explain()));
}
