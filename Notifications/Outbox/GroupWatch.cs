using Anomaly.Storage.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>Looks at groups when they are due, and puts what is to be told into the outbox.</summary>
internal sealed class GroupWatch(
    IGroupStore groups, TellingSource source, WorkSignals signals, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<GroupWatch> logger)
    : OutboxWorker(signals.Groups, lifetime, time, logger)
{
    /// <summary>The greatest number of groups in a transaction.</summary>
    internal const int BatchSize = 100;

    private long? _routes;

    protected override string Work => "Looking at groups of incidents";

    protected override async Task<(bool Worked, DateTimeOffset? Next)> WorkAsync(CancellationToken cancellationToken)
    {
        for (var any = false; ; any = true)
        {
            var telling = await source.GetAsync(cancellationToken);
            await FollowRoutesAsync(telling, cancellationToken);
            var batch = await groups.LookAsync(BatchSize, new GroupLooker(telling.Plan), cancellationToken);
            if (batch.Messages > 0)
                signals.Messages.Set();
            if (batch.Groups == 0)
                return (any, batch.Next);
        }
    }

    /// <summary>Groups know when they are due; a route whose times were made shorter makes them due sooner.</summary>
    private async Task FollowRoutesAsync(Telling telling, CancellationToken cancellationToken)
    {
        if (_routes == telling.RoutesRevision)
            return;
        foreach (var plan in telling.Plan.Plans)
            await groups.HastenAsync(plan.Key, plan.Route.GroupWait, plan.Route.GroupInterval, cancellationToken);
        _routes = telling.RoutesRevision;
    }
}
