using System.Diagnostics;
using Confluent.Kafka;

namespace Anomaly.Chaos.Load;

/// <summary>Sends the load at a steady rate until it is told to stop; keeps trying while the broker is away.</summary>
internal sealed class LoadSender : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly LoadGenerator _generator;
    private readonly string _topic;
    private readonly int _rate;
    private readonly IProducer<string, string> _producer;
    private readonly long[] _ends;
    private readonly CancellationTokenSource _stop = new();
    private Task _sending = Task.CompletedTask;

    public LoadSender(LoadGenerator generator, IReadOnlyDictionary<string, string> client, string topic, int partitions, int rate)
    {
        _generator = generator;
        _topic = topic;
        _rate = rate;
        _ends = new long[partitions];
        // A record that was sent twice is twice in the log, which the checker reads; so nothing is given up.
        var config = new ProducerConfig(new Dictionary<string, string>(client))
        {
            LingerMs = 5,
            MaxInFlight = 1,
            MessageTimeoutMs = 0,
            MessageSendMaxRetries = int.MaxValue,
            RequestTimeoutMs = 5000,
            ReconnectBackoffMaxMs = 500,
        };
        _producer = new ProducerBuilder<string, string>(config).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
    }

    /// <summary>The end of a partition's log as far as the broker confirmed it.</summary>
    public long EndOf(int partition) => Volatile.Read(ref _ends[partition]);

    public void Start() => _sending = Task.Run(SendAsync);

    /// <summary>Sends no more; returns when the broker has confirmed all.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        await Task.Run(() => _producer.Flush(CancellationToken.None));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _producer.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0L; !_stop.IsCancellationRequested;)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * _rate); sent < due && !_stop.IsCancellationRequested; sent++)
            {
                var (key, value) = _generator.Next();
                await ProduceAsync(new Message<string, string> { Key = key, Value = value });
            }

            await Task.Delay(Tick, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ProduceAsync(Message<string, string> message)
    {
        while (true)
        {
            try
            {
                _producer.Produce(_topic, message, Confirmed);
                return;
            }
            catch (ProduceException<string, string> exception) when (exception.Error.Code == Confluent.Kafka.ErrorCode.Local_QueueFull)
            {
                await Task.Delay(Tick);
            }
        }
    }

    private void Confirmed(DeliveryReport<string, string> report)
    {
        if (!report.Error.IsError)
        {
            // The reports of a partition come one after the other.
            Volatile.Write(ref _ends[report.Partition.Value], Math.Max(EndOf(report.Partition.Value), report.Offset.Value + 1));
        }
    }
}
