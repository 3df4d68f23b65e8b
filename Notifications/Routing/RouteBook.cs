using System.Text.Json.Nodes;
using Anomaly.Notifications.Definitions;
using Anomaly.Storage.Notifications;

namespace Anomaly.Notifications.Routing;

/// <summary>Reads and changes the routes.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="channels">The channels that they may name.</param>
public sealed class RouteBook(IRouteStore store, IChannelStore channels)
{
    /// <summary>The routes now.</summary>
    /// <exception cref="InvalidDataException">A newer program wrote one that this program cannot read.</exception>
    public async Task<RouteSet> GetAsync(CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(cancellationToken);
        var errors = new FieldErrors();
        var table = RouteTable.Read($"[{string.Join(',', stored.Routes.Select(route => route.Definition))}]", null, errors);
        return errors.Any
            ? throw new InvalidDataException($"The stored routes cannot be read: {string.Join(' ', errors.ByPath.Select(error => $"{error.Key} {error.Value[0]}."))} Run the program that wrote them, or a newer one.")
            : new RouteSet(stored.Revision, table);
    }

    /// <summary>Replaces all routes: all of it or nothing.</summary>
    /// <param name="text">A JSON list.</param>
    /// <param name="expectedRevision">The revision that the caller worked on; null to replace whatever there is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RouteChange> ReplaceAsync(string text, long? expectedRevision, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = (await channels.ListAsync(cancellationToken)).Select(channel => channel.Name).ToHashSet(StringComparer.Ordinal);
            var errors = new FieldErrors();
            var table = RouteTable.Read(text, known, errors);
            if (errors.Any)
                return new(null, Conflict: false, errors.ByPath);

            var saving = await store.SaveAsync([.. table.Routes.Zip(table.ToJson(), (route, json) => new RouteRow(route.Channel, ((JsonObject)json!).ToJsonString()))], expectedRevision, cancellationToken);
            if (saving.Conflict || saving.Done)
                return new(saving.Done ? new RouteSet(saving.Revision, table) : null, saving.Conflict, errors.ByPath);

            // A channel was deleted between the two: the next reading says which.
        }
    }
}
