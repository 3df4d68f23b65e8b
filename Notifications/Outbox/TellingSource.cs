using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Notifications;

namespace Anomaly.Notifications.Outbox;

/// <summary>Reads what people have said of notifications, at most once a second: so soon every silo follows a change.</summary>
internal sealed class TellingSource(
    RouteBook routes, SilenceBook silences, IChannelStore channels, ChannelReader reader, ChannelTypes types, NotificationOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Telling? _last;
    private long _readAt;
    private bool _isStale;

    public async ValueTask<Telling> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || _isStale || time.GetElapsedTime(_readAt) >= KeptFor)
            {
                var begun = time.GetTimestamp();
                _last = await ReadAsync(cancellationToken);
                (_readAt, _isStale) = (begun, false);
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads anew at the next question.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        _isStale = true;
        _turn.Release();
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Telling> ReadAsync(CancellationToken cancellationToken)
    {
        // Routes first: a channel that one of them names is there before the route is.
        var set = await routes.GetAsync(cancellationToken);
        var muting = await silences.GetCurrentAsync(cancellationToken);
        var rows = await channels.ListAsync(cancellationToken);
        var states = rows.ToDictionary(row => row.Name, row => reader.Read(row, _last?.Channels.GetValueOrDefault(row.Name)), StringComparer.Ordinal);
        return new(new TellingPlan(set.Table, set.Revision, muting, PlanOf, options.ExternalAddress), states);

        RoutePlan PlanOf(Route route)
        {
            var channel = states.GetValueOrDefault(route.Channel)?.Definition;
            var type = channel is null ? null : types.Find(channel.Type);
            return new(route, type is { TellsEachAlone: true }, type?.RepeatWithin(channel!), channel is { Enabled: true });
        }
    }
}
