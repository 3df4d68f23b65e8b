using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Routes;
using Anomaly.Notifications.Routing;

namespace Anomaly.Dashboard.Changes;

/// <summary>What administrators change of routes.</summary>
internal sealed class RouteChanges(RouteBook book, AuditLog audit)
{
    /// <inheritdoc cref="RouteBook.ReplaceAsync"/>
    public async Task<RouteChange> ReplaceAsync(string text, long? expectedRevision, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        var before = await book.GetAsync(cancellationToken);
        var change = await book.ReplaceAsync(text, expectedRevision, cancellationToken);
        if (change.Routes is { } after)
            await audit.WriteAsync(actor, "routes.replace", "", Items(before), Items(after));

        return change;
    }

    private static RouteItem[] Items(RouteSet set) => [.. set.Table.Routes.Select(route => new RouteItem(route))];
}
