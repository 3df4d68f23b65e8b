using System.Threading.Channels;

namespace Anomaly.Streaming.Kafka.Tests.Silos;

/// <summary>What the subscribing grains got, in the order they got it.</summary>
public sealed class Inbox
{
    private readonly Channel<KafkaBatch> _batches = Channel.CreateUnbounded<KafkaBatch>();

    /// <summary>What a grain does with a batch before it is kept; it may throw.</summary>
    public Func<KafkaBatch, Task> OnBatch { get; set; } = _ => Task.CompletedTask;

    public async Task AcceptAsync(KafkaBatch batch)
    {
        await OnBatch(batch);
        _batches.Writer.TryWrite(batch);
    }

    /// <summary>The next batch of any partition; fails when none comes.</summary>
    public async Task<KafkaBatch> NextAsync(CancellationToken cancellationToken, int seconds = 20)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            return await _batches.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No batch was delivered within {seconds} s.");
        }
    }

    /// <summary>Batches until they hold so many records.</summary>
    public async Task<List<KafkaBatch>> TakeAsync(int records, CancellationToken cancellationToken, int seconds = 20)
    {
        var batches = new List<KafkaBatch>();
        for (var count = 0; count < records;)
        {
            var batch = await NextAsync(cancellationToken, seconds);
            batches.Add(batch);
            count += batch.Records.Length;
        }
        return batches;
    }

    /// <summary>Whether a batch waits.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out KafkaBatch? batch) => _batches.Reader.TryRead(out batch);
}
