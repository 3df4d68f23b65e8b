using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Positions;
using Anomaly.Streaming.Kafka.Topics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>Connects a provider to its topic when the silo starts.</summary>
internal sealed class KafkaAdapterFactory(
    string provider, KafkaStreamOptions options, IStreamPositions positions, KafkaStreamControl control, TimeProvider time,
    ILoggerFactory loggers) : IQueueAdapterFactory, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private KafkaAdapter? _adapter;
    private PartitionMapper? _mapper;
    private Task _watch = Task.CompletedTask;

    public static KafkaAdapterFactory Create(IServiceProvider services, string provider)
    {
        var positions = services.GetKeyedService<IStreamPositions>(provider) ?? services.GetService<IStreamPositions>()
            ?? throw new OrleansConfigurationException($"Kafka stream '{provider}': no {nameof(IStreamPositions)} is registered; register one, unkeyed or with the key '{provider}', that says where reading starts.");
        return new KafkaAdapterFactory(
            provider,
            services.GetRequiredService<IOptionsMonitor<KafkaStreamOptions>>().Get(provider),
            positions,
            services.GetRequiredService<KafkaStreamControl>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILoggerFactory>());
    }

    public Task<IQueueAdapter> CreateAdapter() => CreateAdapter(CancellationToken.None);

    public async Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"{typeof(KafkaAdapterFactory).Assembly.GetName().Name}.{provider}");
        var partitions = await new TopicConnector(provider, options, time, logger).ConnectAsync(cancellationToken);
        _mapper = new PartitionMapper(provider, partitions);
        control.Connected(provider, _mapper);
        var identity = new TopicIdentity(provider, options, time, logger);
        _adapter = new KafkaAdapter(provider, options, identity, positions, control, time, logger);
        _watch = new TopicWatch(provider, options, _mapper, identity, reason => control.RestartAll(provider, reason), time, logger).RunAsync(_end.Token);
        return _adapter;
    }

    public IQueueAdapterCache GetQueueAdapterCache() => _adapter ?? throw NotConnected();

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper ?? throw NotConnected();

    // A delivery that is given up restarts the partition through its cursor.
    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        _end.Dispose();
    }

    private InvalidOperationException NotConnected() => new($"Kafka stream '{provider}' is not connected yet.");
}
