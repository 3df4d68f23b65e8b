using System.Threading.Channels;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Live;

/// <summary>
/// One listener's bounded share of the live feed. It ends where a durable event would have been lost (the listener was too slow,
/// or the feed had a gap): the listener then subscribes anew and catches up from the history. Events that are not durable are
/// merely dropped.
/// </summary>
internal sealed class LiveSubscription(int capacity, Func<AnomalyRecord, bool>? filter, Action<LiveSubscription> unsubscribe) : IDisposable
{
    private readonly Channel<AnomalyEvent> _channel = Channel.CreateBounded<AnomalyEvent>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = false, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<AnomalyEvent> Events => _channel.Reader;

    public void Offer(AnomalyEvent live)
    {
        if (filter is not null && !filter(live.Record))
            return;
        if (!_channel.Writer.TryWrite(live) && live.Durable)
            Interrupt();
    }

    public void Interrupt() => _channel.Writer.TryComplete();

    public void Dispose()
    {
        unsubscribe(this);
        Interrupt();
    }
}
