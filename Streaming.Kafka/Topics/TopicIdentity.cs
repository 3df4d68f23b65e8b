using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace Anomaly.Streaming.Kafka.Topics;

/// <summary>
/// The id of the topic's present incarnation. The partitions share one question, and a broker that does not answer it (Apache before
/// 2.8, librdkafka's own) is asked once only; one that is so old that clients must not ask what it can do is not asked at all, for it would
/// leave the question unanswered.
/// </summary>
internal sealed class TopicIdentity(string provider, KafkaStreamOptions options, TimeProvider time, ILogger logger)
{
    private const string AsksVersions = "api.version.request";
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private Task<string?>? _question;
    private long _asked;
    private bool _known;
    private volatile bool _unsupported;

    /// <summary>The topic's id; null where the broker gives none.</summary>
    /// <exception cref="KafkaException">The broker has given an id before and does not answer now.</exception>
    public Task<string?> GetAsync()
    {
        if (options.TopicId is { } id) return Task.FromResult<string?>(id);
        if (_unsupported) return Task.FromResult<string?>(null);
        lock (_gate)
        {
            if (_question is null || (_question.IsCompleted && (!_question.IsCompletedSuccessfully || time.GetElapsedTime(_asked) > Fresh)))
            {
                _asked = time.GetTimestamp();
                _question = Task.Run(AskAsync);
            }
            return _question;
        }
    }

    private async Task<string?> AskAsync()
    {
        if (options.Client.TryGetValue(AsksVersions, out var asks) && asks.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Unsupported($"{AsksVersions} is false, which is for brokers older than such ids");
        }
        using var admin = AdminClients.Create(options);
        try
        {
            var answer = await admin.DescribeTopicsAsync(
                TopicCollection.OfTopicNames([options.Topic]), new DescribeTopicsOptions { RequestTimeout = RequestTimeout });
            var id = answer.TopicDescriptions[0].TopicId;
            if (id is null || (id.MostSignificantBits == 0 && id.LeastSignificantBits == 0)) return Unsupported("it names none");
            _known = true;
            return id.ToString();
        }
        catch (KafkaException exception) when (!_known)
        {
            return Unsupported(exception.Error.Reason);
        }
    }

    private string? Unsupported(string reason)
    {
        _unsupported = true;
        Log.NoTopicId(logger, provider, options.Topic, reason);
        return null;
    }
}
