using Anomaly.Streaming.Kafka.Positions;
using Anomaly.Streaming.Kafka.Reading;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>The pulling agent's side of a partition: takes what the reading thread made ready.</summary>
internal sealed class KafkaPartitionReceiver(PartitionReader reader, PartitionBuffer buffer, KafkaStreamControl control, ILogger logger) : IQueueAdapterReceiver
{
    /// <summary>An empty answer makes the agent ask again after its timer's period; so the wait is long, and an idle topic costs nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(1);

    public Task Initialize(TimeSpan timeout)
    {
        control.Add(reader);
        reader.Start();
        return Task.CompletedTask;
    }

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken) => buffer.TakeAsync(Patience, cancellationToken);

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public async Task Shutdown(TimeSpan timeout)
    {
        control.Remove(reader);
        try
        {
            await reader.DisposeAsync().AsTask().WaitAsync(EndTimeout);
        }
        catch (TimeoutException)
        {
            Log.SlowEnd(logger, reader.Provider, reader.Partition, EndTimeout);
        }
    }
}
