using Anomaly.Grains.Positions;
using Anomaly.Grains.Series;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Partitions.Homes;

/// <summary>
/// Removes series that were silent for long: rows, catalog, what the session knows, what the grain holds. A series that comes back begins anew, so
/// nobody may read again what it had: the progress of every log that its row speaks of must be beyond that (rule 13).
/// </summary>
internal sealed class SeriesRemoval(PartitionSession session, SeriesAdmission admission)
{
    /// <summary>Removes those of some series that may go. No pull may be taken and nothing be saved meanwhile.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> ids, HomeScan scan)
    {
        var context = session.Context;
        var rows = await context.Store.LoadAsync(session.Fence.Topic, ids, CancellationToken.None);
        if (!session.MayCall || scan.Settled is not { } progress)
        {
            return;
        }

        var before = scan.Before;
        var gone = rows.Where(row => IsBehind(row, progress) && IsFree(row, before, scan)).ToArray();
        if (gone.Length == 0)
        {
            return;
        }

        var removed = await context.Store.RemoveAsync(session.Fence, gone, before, CancellationToken.None);
        if (session.HasEnded || removed.Count == 0)
        {
            return;
        }

        foreach (var id in removed)
        {
            Forget(id);
        }

        context.Metrics.SeriesRemoved.Inc(removed.Count);
        Log.SeriesRemoved(context.Logger, removed.Count, session.Fence.Partition, context.Options.KeepSeries);
    }

    /// <summary>Whether no owner reads again what the row has: here, in homes that it had before, and where records were sent again from.</summary>
    private bool IsBehind(SeriesRow row, IReadOnlyDictionary<int, PartitionProgress> progress) =>
        row.Partition == session.Fence.Partition
        && (!session.Context.Rules.RemovalBehindProgress
            || SeriesPositions.Decode(row.Positions).All.Append(new LogPosition(row.Partition, row.Epoch, row.Offset))
                .All(position => progress.TryGetValue(position.Partition, out var there) && there.IsBeyond(position.Epoch, position.Offset)));

    private bool IsFree(SeriesRow row, DateTimeOffset before, HomeScan scan)
    {
        var entry = session.Series.Find(row.SeriesId);
        if (entry is not null && (!entry.IsIdle || (entry.Loaded && row.Epoch == session.Fence.TopicEpoch && row.Offset != entry.Acknowledged)))
        {
            return false;
        }

        if (!scan.IsOld(before.AddTicks(-1), entry))
        {
            return false; // by what the session saw of it since the page was read
        }

        // It is told first that it is silent; that writes the row, and it stays as long again.
        var settings = entry is { Loaded: true } ? entry.SettingsBy(session.Settings) : session.Settings.For(row.SeriesId, row.Labels);
        return settings.SilentAfter == TimeSpan.Zero || SeriesModel.SaysSilent(row.Payload);
    }

    private void Forget(string id)
    {
        var entry = session.Series.Find(id);
        admission.NoteWent(wasCounted: true);
        if (entry is null)
        {
            return;
        }

        session.Series.Remove(entry);
        entry.Silence = null;
        if (entry.Contacted)
        {
            // Its memory would go by itself, but somebody may look at it all the time. Safe to be lost: the next life's first call ends this one.
            session.Context.Series.Get(id).ForgetAsync(session.Id, entry.Acknowledged).Ignore();
        }
    }
}
