using Anomaly.Storage.Notifications;

namespace Anomaly.Notifications.Silences;

/// <summary>Reads and changes silences, as Alertmanager does.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The time.</param>
public sealed class SilenceBook(ISilenceStore store, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>The silences that are not over, to be asked what they mute.</summary>
    public async Task<SilenceSet> GetCurrentAsync(CancellationToken cancellationToken)
    {
        var query = new SilenceQuery { Now = time.GetUtcNow(), Stages = [SilenceStage.Pending, SilenceStage.Active], Limit = PageSize };
        var silences = new List<Silence>();
        while (true)
        {
            var page = await store.ListAsync(query, cancellationToken);
            silences.AddRange(page.Select(SilenceText.Read));
            if (page.Count < PageSize)
                return new SilenceSet(silences);

            query = query with { After = new SilenceCursor(page[^1].EndsAt, page[^1].Id) };
        }
    }

    /// <summary>Reads a page of them, those that end last first.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="after">Only those after this place; null for the first page.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Silence>> ListAsync(SilenceState? state, SilenceCursor? after, int limit, CancellationToken cancellationToken)
    {
        var stages = state is { } only ? new[] { (SilenceStage)only } : [];
        var rows = await store.ListAsync(new SilenceQuery { Now = time.GetUtcNow(), Stages = stages, After = after, Limit = limit }, cancellationToken);
        return [.. rows.Select(SilenceText.Read)];
    }

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<Silence?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } row ? SilenceText.Read(row) : null;

    /// <summary>
    /// Saves a silence. One with the id of another changes that one where that leaves what it muted as it was: its matchers and windows stay, and so does the
    /// begin of one that has begun. Else the other is ended and this one is a new one, so that what was muted once can be read later.
    /// </summary>
    /// <param name="draft">The silence.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its id; null where the id that it has is of none.</returns>
    public async Task<Guid?> SaveAsync(SilenceDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var now = time.GetUtcNow();
        var wanted = draft.Silence with { UpdatedAt = now };
        var before = draft.Id is { } id ? await FindAsync(id, cancellationToken) : null;
        if (draft.Id is not null && before is null)
            return null;

        if (before is not null && IsSame(before, wanted, now))
        {
            await store.SaveAsync([SilenceText.Write(wanted with { Id = before.Id })], cancellationToken);
            return before.Id;
        }

        // Nothing is silenced after the fact.
        var added = wanted with { Id = Guid.CreateVersion7(now), StartsAt = wanted.StartsAt < now ? now : wanted.StartsAt };
        SilenceRow[] ended = before is not null && before.StateAt(now) != SilenceState.Expired ? [SilenceText.Write(End(before, now))] : [];
        await store.SaveAsync([.. ended, SilenceText.Write(added)], cancellationToken);
        return added.Id;
    }

    /// <summary>Ends a silence now; one that is over stays as it is.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> ExpireAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } silence)
            return false;

        var now = time.GetUtcNow();
        if (silence.StateAt(now) != SilenceState.Expired)
            await store.SaveAsync([SilenceText.Write(End(silence, now))], cancellationToken);

        return true;
    }

    private static Silence End(Silence silence, DateTimeOffset now) =>
        silence with { StartsAt = silence.StartsAt < now ? silence.StartsAt : now, EndsAt = now, UpdatedAt = now };

    private static bool IsSame(Silence before, Silence wanted, DateTimeOffset now) =>
        before.Matchers.ToHashSet().SetEquals(wanted.Matchers)
        && before.Learn == wanted.Learn
        && before.Recurrence?.ToString() == wanted.Recurrence?.ToString()
        && before.StateAt(now) switch
        {
            SilenceState.Active => wanted.StartsAt == before.StartsAt,
            SilenceState.Pending => wanted.StartsAt >= now,
            _ => false,
        };
}
