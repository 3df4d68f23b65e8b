using Anomaly.Storage.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>Takes what became of incidents to the groups that they are told in.</summary>
internal sealed class NotificationRouter(
    IGroupStore groups, TellingSource source, DefaultRoute defaultRoute, WorkSignals signals, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<NotificationRouter> logger)
    : OutboxWorker(signals.Changes, lifetime, time, logger)
{
    /// <summary>The greatest number of changes in a transaction.</summary>
    internal const int BatchSize = 500;

    private bool _begun;

    protected override string Work => "Routing incidents to channels";

    protected override async Task<(bool Worked, DateTimeOffset? Next)> WorkAsync(CancellationToken cancellationToken)
    {
        if (!_begun)
            await defaultRoute.EnsureAsync(cancellationToken);
        _begun = true;
        for (var any = false; ; any = true)
        {
            var plan = (await source.GetAsync(cancellationToken)).Plan;
            var batch = await groups.RouteAsync(BatchSize, new IncidentRouter(plan), cancellationToken);
            if (batch.Places > 0)
                signals.Groups.Set();
            if (batch.Taken == 0)
                return (any, null);
        }
    }
}
