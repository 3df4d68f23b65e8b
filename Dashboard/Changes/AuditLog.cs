using System.Text.Json;
using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Storage.Access;

namespace Anomaly.Dashboard.Changes;

/// <summary>
/// Asks who somebody is before they change something, and keeps what they changed. One for each request and each page. An entry is written when the change is made;
/// each is a line of the service's log too, so that none is lost where the database goes away between the two.
/// </summary>
internal sealed class AuditLog(ICurrentActor current, IAuditStore store, TimeProvider time, ILogger<AuditLog> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Who it is that may.</summary>
    /// <exception cref="NotAllowedException">They may not.</exception>
    public async ValueTask<Actor> RequireAsync(Role role)
    {
        var actor = await current.GetAsync();
        return actor?.May(role) == true ? actor : throw new NotAllowedException(actor, role);
    }

    /// <summary>Reads a page of what was changed.</summary>
    /// <exception cref="NotAllowedException">They may not.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await RequireAsync(Role.Admin);
        return await store.ListAsync(query, cancellationToken);
    }

    /// <summary>Keeps a change that was made. Does not fail: what is done is done.</summary>
    /// <param name="actor">Who made it.</param>
    /// <param name="action">What was done.</param>
    /// <param name="target">To what.</param>
    /// <param name="before">How it was, as the REST API shows it; null where it was not there.</param>
    /// <param name="after">How it is; null where it is no more.</param>
    public async Task WriteAsync(Actor actor, string action, string target, object? before, object? after)
    {
        var entry = new AuditEntry
        {
            At = time.GetUtcNow(),
            Actor = actor.Name,
            Role = actor.Role.NameOf(),
            Address = current.Address,
            Action = action,
            Target = target,
            Before = Text(before),
            After = Text(after),
        };
        logger.Audited(entry.Actor, entry.Role, entry.Address, entry.Action, entry.Target, entry.Before ?? "nothing", entry.After ?? "nothing");
        try
        {
            using var end = new CancellationTokenSource(Patience, time);
            await store.AddAsync(entry, end.Token);
        }
        catch (Exception exception)
        {
            logger.AuditFailed(exception);
        }
    }

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), ApiJson.Options);
}
