using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Silences;
using Anomaly.Notifications.Silences;

namespace Anomaly.Dashboard.Changes;

/// <summary>What operators change of silences; the settings are told of it.</summary>
internal sealed class SilenceChanges(SilenceBook book, SilenceNews news, AuditLog audit, TimeProvider time)
{
    /// <inheritdoc cref="SilenceBook.SaveAsync"/>
    public async Task<Guid?> SaveAsync(SilenceDraft draft, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        // Who changed it last has it.
        if (actor.IsKnown)
            draft = draft with { Silence = draft.Silence with { CreatedBy = actor.Name } };

        var before = draft.Id is { } id ? await book.FindAsync(id, cancellationToken) : null;
        if (await book.SaveAsync(draft, cancellationToken) is not { } saved)
            return null;

        await audit.WriteAsync(actor, "silence.save", saved.ToString(), Item(before), Item(await book.FindAsync(saved, cancellationToken)));
        await news.TellAsync();
        return saved;
    }

    /// <inheritdoc cref="SilenceBook.ExpireAsync"/>
    public async Task<bool> ExpireAsync(Guid id, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        var before = await book.FindAsync(id, cancellationToken);
        if (before is null || !await book.ExpireAsync(id, cancellationToken))
            return false;

        await audit.WriteAsync(actor, "silence.end", id.ToString(), Item(before), Item(await book.FindAsync(id, cancellationToken)));
        await news.TellAsync();
        return true;
    }

    private SilenceItem? Item(Silence? silence) => silence is null ? null : new(silence, time.GetUtcNow());
}
