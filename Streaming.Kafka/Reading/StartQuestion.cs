using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Anomaly.Streaming.Kafka.Topics;
using Microsoft.Extensions.Logging;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>Asks the stream's user where to start. Runs on the reading thread, which waits for the answer.</summary>
internal sealed class StartQuestion(string provider, int partition, KafkaStreamOptions options, IStreamPositions positions, TopicIdentity identity, ILogger logger)
{
    private volatile string? _error;
    private Exception? _logged;

    /// <summary>Why there is no answer; null where none is missing.</summary>
    public string? Error => _error;

    /// <summary>The answer.</summary>
    /// <exception cref="OperationCanceledException">Ended by the token.</exception>
    public long? Ask(long low, long high, int generation, long? endsBelow, CancellationToken cancellationToken)
    {
        try
        {
            var id = identity.GetAsync();
            id.Wait(cancellationToken);
            var log = new KafkaPartitionLog(options.Topic, partition, id.Result, low, high, generation, endsBelow);
            // The user's code must not be bound to this thread, nor this thread to code that ignores the token.
            var answer = Task.Run(() => positions.GetStartAsync(provider, log, cancellationToken), cancellationToken);
            answer.Wait(cancellationToken);
            if (answer.Result < 0) throw new InvalidOperationException($"{nameof(IStreamPositions)} answered {answer.Result}, which is no offset.");
            _error = null;
            _logged = null;
            return answer.Result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var cause = exception is AggregateException { InnerException: { } inner } ? inner : exception;
            _error = $"The start position is not known: {cause.Message}";
            if (_logged?.Message != cause.Message) Log.NoPosition(logger, cause, provider, partition);
            _logged = cause;
            return null;
        }
        catch (AggregateException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }
}
