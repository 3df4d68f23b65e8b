using System.Threading.Channels;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Streaming.Kafka.Tests.Silos;

/// <summary>Answers where to start, and keeps each question.</summary>
public sealed class Questions(Func<KafkaPartitionLog, long> answer) : IStreamPositions
{
    private readonly Channel<KafkaPartitionLog> _asked = Channel.CreateUnbounded<KafkaPartitionLog>();

    public Func<KafkaPartitionLog, long> Answer { get; set; } = answer;

    public Task<long> GetStartAsync(string provider, KafkaPartitionLog log, CancellationToken cancellationToken)
    {
        Assert.Equal(StreamSilo.Provider, provider);
        _asked.Writer.TryWrite(log);
        return Task.FromResult(Answer(log));
    }

    /// <summary>The next question about a partition; fails when none comes.</summary>
    public async Task<KafkaPartitionLog> NextAsync(CancellationToken cancellationToken, int partition = 0, int seconds = 20)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            while (true)
            {
                var log = await _asked.Reader.ReadAsync(patience.Token);
                if (log.Partition == partition) return log;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nobody asked where partition {partition} starts within {seconds} s.");
        }
    }
}
