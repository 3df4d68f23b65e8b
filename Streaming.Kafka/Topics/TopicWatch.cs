using Anomaly.Streaming.Kafka.Adapter;
using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Anomaly.Streaming.Kafka.Topics;

/// <summary>Looks at the topic now and then: partitions that were added get a reader, a topic that was created anew is read anew.</summary>
internal sealed class TopicWatch(string provider, KafkaStreamOptions options, PartitionMapper mapper, TopicIdentity identity, Action<string> restartAll, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.TopicCheckInterval, time);
        string? id = null;
        try
        {
            do
            {
                try
                {
                    id = await CheckIdAsync(id);
                    await CheckPartitionsAsync(cancellationToken);
                }
                catch (KafkaException exception)
                {
                    // The readers say when the broker is away.
                    Log.TopicCheckFailed(logger, exception, provider, options.Topic);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The silo ends.
        }
    }

    private async Task<string?> CheckIdAsync(string? before)
    {
        var id = await identity.GetAsync();
        if (before is not null && id is not null && id != before)
        {
            Log.TopicRecreated(logger, provider, options.Topic, id, before);
            restartAll("the topic was created anew");
        }
        return id ?? before;
    }

    private async Task CheckPartitionsAsync(CancellationToken cancellationToken)
    {
        using var admin = AdminClients.Create(options);
        var metadata = await Task.Run(() => admin.GetMetadata(RequestTimeout), cancellationToken);
        var count = metadata.Topics.Find(topic => topic.Topic == options.Topic)?.Partitions.Count ?? 0;
        if (count <= mapper.Count) return;
        Log.PartitionsAdded(logger, provider, options.Topic, count);
        mapper.Grow(count);
    }
}
