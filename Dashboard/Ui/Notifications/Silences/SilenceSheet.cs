using Anomaly.Notifications.Silences;
using Anomaly.Storage.Notifications;

namespace Anomaly.Dashboard.Ui.Notifications.Silences;

/// <summary>Silences as the page lists them.</summary>
/// <param name="IsOver">Whether they are over; else they are in force or to come.</param>
/// <param name="Silences">The silences.</param>
/// <param name="HasMore">Whether there are older ones.</param>
internal sealed record SilenceSheet(bool IsOver, IReadOnlyList<Silence> Silences, bool HasMore)
{
    private const int PageSize = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads those in force and to come, or the first page of those that are over.</summary>
    public static async Task<SilenceSheet> ReadAsync(SilenceBook book, bool isOver, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (isOver)
            return Of([], await book.ListAsync(SilenceState.Expired, null, PageSize + 1, cancellationToken));

        var current = (await book.GetCurrentAsync(cancellationToken)).Silences;
        return new(false, [.. current.OrderBy(silence => silence.StateAt(now) == SilenceState.Pending).ThenBy(silence => silence.EndsAt)], false);
    }

    /// <summary>Reads a further page of those that are over.</summary>
    public async Task<SilenceSheet> ReadOlderAsync(SilenceBook book, CancellationToken cancellationToken) =>
        Of(Silences, await book.ListAsync(SilenceState.Expired, new SilenceCursor(Silences[^1].EndsAt, Silences[^1].Id), PageSize + 1, cancellationToken));

    /// <summary>Without those that are over by now, where they are not what is listed.</summary>
    public SilenceSheet At(DateTimeOffset now) => IsOver ? this : this with { Silences = [.. Silences.Where(silence => silence.StateAt(now) != SilenceState.Expired)] };

    /// <summary>How long it stays true what is said of them: until one begins or ends, or a window may, which is at full minutes.</summary>
    public TimeSpan Holds(DateTimeOffset now)
    {
        if (IsOver)
            return Longest;

        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset).AddMinutes(1);
        return Silences.SelectMany(silence => new[] { silence.StartsAt, silence.EndsAt, silence.Recurrence is null ? now + Longest : minute })
            .Where(time => time > now)
            .Select(time => time - now)
            .Append(Longest)
            .Min();
    }

    private static SilenceSheet Of(IReadOnlyList<Silence> before, IReadOnlyList<Silence> page) => new(true, [.. before, .. page.Take(PageSize)], page.Count > PageSize);
}
