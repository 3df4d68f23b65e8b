using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Partitions.Silence;

/// <summary>
/// Finds the series at home in a partition whose silence is to be watched for, a page at a time: after the claim, because those that
/// send nothing would never be met, and again when the settings change.
/// </summary>
internal sealed class SilenceScan(PartitionSession session, SilenceWatch watch, Checkpointer checkpointer)
{
    private const int PageSize = 2000;

    private SettingsBook? _book;
    private string? _after;
    private int _notBefore;

    /// <summary>Reads the next page, where there is one.</summary>
    public async Task StepAsync()
    {
        if (_book != session.Settings)
        {
            // Series that are new in this session have a row after a checkpoint or two.
            _notBefore = _book is null ? 0 : checkpointer.Number + 2;
            _book = session.Settings;
            _after = _book.WatchesSilence ? "" : null;
        }

        if (_after is null || checkpointer.Number < _notBefore)
        {
            return;
        }

        var book = _book;
        var rows = await session.Context.Store.ListHeadsAsync(
            session.Fence.Topic, session.Fence.Partition, _after, PageSize, SeriesModel.HeadLength, CancellationToken.None);
        if (session.HasEnded || book != _book)
        {
            return;
        }

        foreach (var row in rows)
        {
            Note(book, row);
        }

        _after = rows.Count < PageSize ? null : rows[^1].SeriesId;
    }

    private void Note(SettingsBook book, Storage.Partitions.SeriesHead row)
    {
        var entry = session.Series.Find(row.SeriesId);
        if (entry is not { Contacted: true } && SeriesModel.SaysSilent(row.Head))
        {
            return; // the alarm was raised, and no samples came since
        }

        var after = (entry is { Loaded: true } ? entry.SettingsBy(book) : book.For(row.SeriesId, row.Labels)).SilentAfter;
        if (after == TimeSpan.Zero)
        {
            return;
        }

        entry ??= session.Series.Get(row.SeriesId);
        if (!entry.Loaded)
        {
            entry.Labels = row.Labels;
        }

        watch.Watch(entry, after);
    }
}
