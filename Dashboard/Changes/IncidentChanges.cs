using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Changes;

/// <summary>What operators do with incidents. Who is known writes under their own name, whatever name they gave.</summary>
internal sealed class IncidentChanges(IIncidentStore store, AuditLog audit)
{
    /// <inheritdoc cref="IIncidentStore.AcknowledgeAsync"/>
    public Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken) =>
        ChangeAsync(id, "incident.acknowledge", author, (name) => store.AcknowledgeAsync(id, name, cancellationToken), (name) => new { Author = name });

    /// <inheritdoc cref="IIncidentStore.CommentAsync"/>
    public Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken) =>
        ChangeAsync(id, "incident.comment", author, name => store.CommentAsync(id, name, text, cancellationToken), name => new { Author = name, Text = text });

    /// <inheritdoc cref="IIncidentStore.ResolveAsync"/>
    public Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken) =>
        ChangeAsync(id, "incident.resolve", author, name => store.ResolveAsync(id, name, cancellationToken), name => new { Author = name });

    private async Task<Incident?> ChangeAsync(Guid id, string action, string author, Func<string, Task<Incident?>> change, Func<string, object> after)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        var name = NameOf(actor, author);
        if (await change(name) is not { } incident)
            return null;

        await audit.WriteAsync(actor, action, id.ToString(), null, after(name));
        return incident;
    }

    private static string NameOf(Actor actor, string author) => !actor.IsKnown ? author : actor.Name.Length <= IIncidentGrain.MaxAuthor ? actor.Name : actor.Name[..IIncidentGrain.MaxAuthor];
}
