using System.Text.Json.Nodes;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Notifications;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>
/// While nobody has said anything of routes: one to a channel that writes each incident into the log. Both are rows like any others, to be seen, changed
/// and deleted; once they were made they are not made again.
/// </summary>
internal sealed class DefaultRoute(IChannelStore channels, IRouteStore routes, TimeProvider time, ILogger<DefaultRoute> logger)
{
    /// <summary>The name of the channel, and its type.</summary>
    internal const string Channel = "log";

    private static readonly Route Each = new()
    {
        Channel = Channel,
        GroupBy = [Route.AllLabels],
        GroupWait = TimeSpan.Zero,
        GroupInterval = TimeSpan.FromMinutes(1),
        RepeatInterval = TimeSpan.FromDays(1),
    };

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if ((await routes.GetAsync(cancellationToken)).Revision != 0)
            return;

        // Of several silos that start at once one makes them.
        await channels.SaveAsync(new ChannelRow { Name = Channel, Type = Channel, Enabled = true, Settings = "{}", UpdatedAt = time.GetUtcNow() }, cancellationToken);
        if ((await channels.FindAsync(Channel, cancellationToken))?.Type != Channel)
            return;
        var definition = (JsonObject)new RouteTable([Each]).ToJson()[0]!;
        if ((await routes.SaveAsync([new RouteRow(Channel, definition.ToJsonString())], expectedRevision: 0, cancellationToken)).Done)
            Log.DefaultRouteMade(logger, Channel);
    }
}
