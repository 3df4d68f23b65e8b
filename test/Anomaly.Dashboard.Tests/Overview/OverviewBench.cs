using System.Collections.Concurrent;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Overview;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Dashboard.Tests.Overview;

/// <summary>The overview's model with a history in memory, a feed by hand and a clock that stands still.</summary>
internal sealed class OverviewBench : IAsyncDisposable
{
    private readonly ConcurrentDictionary<LiveSubscription, byte> _listeners = new();

    public OverviewBench()
    {
        Model = new OverviewModel(new OverviewSources(Subscribe, Store, Catalog, Clock, NullLogger.Instance));
    }

    public FakeTimeProvider Clock { get; } = new(Samples.Noon.AddSeconds(10));

    public MemoryAnomalyStore Store { get; } = new();

    public MemorySeriesCatalog Catalog { get; } = new();

    public OverviewModel Model { get; }

    public int Listeners => _listeners.Count;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>An anomaly that was detected so long ago.</summary>
    public AnomalyRecord Ago(TimeSpan age, string series = "web-1.cpu", AnomalySeverity severity = AnomalySeverity.Warning, string method = "moving_average") =>
        Samples.Anomaly(series, Now - age, severity, method);

    /// <summary>What is durable is in the history before the feed tells of it.</summary>
    public void Publish(params AnomalyRecord[] records)
    {
        Store.Add(records);
        Tell(durable: true, records);
    }

    public void Tell(bool durable, params AnomalyRecord[] records)
    {
        foreach (var (listener, _) in _listeners)
        {
            foreach (var record in records)
                listener.Offer(new AnomalyEvent(record, durable));
        }
    }

    /// <summary>The feed missed something.</summary>
    public void Interrupt()
    {
        foreach (var (listener, _) in _listeners)
            listener.Interrupt();
    }

    public async ValueTask DisposeAsync() => await Model.DisposeAsync();

    private LiveSubscription Subscribe(int capacity, Func<AnomalyRecord, bool>? filter)
    {
        var listener = new LiveSubscription(capacity, filter, gone => _listeners.TryRemove(gone, out _));
        _listeners.TryAdd(listener, 0);
        return listener;
    }
}
