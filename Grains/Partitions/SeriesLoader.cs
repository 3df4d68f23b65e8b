using System.IO.Hashing;
using System.Text;
using Anomaly.Grains.Positions;
using Anomaly.Grains.Series;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Partitions;

/// <summary>Reads the rows of series at first contact in a session (rule 3), and takes those that are at home in another partition (rule 10).</summary>
internal sealed class SeriesLoader(PartitionSession session, Checkpointer checkpointer)
{
    private const int RowsAtOnce = 5000;
    private const int Tries = 5;

    public async Task LoadAsync(IReadOnlyList<SeriesEntry> entries)
    {
        foreach (var chunk in entries.Chunk(RowsAtOnce))
        {
            await LoadChunkAsync(chunk);
            if (session.HasEnded)
            {
                return;
            }
        }
    }

    /// <summary>Reads the rows of series that nothing comes from. One that is at home elsewhere by now is left there, and not read.</summary>
    public async Task LoadHereAsync(IEnumerable<SeriesEntry> entries)
    {
        var byId = entries.Where(entry => !entry.Loaded).ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var rows = await session.Context.Store.LoadAsync(session.Fence.Topic, byId.Keys, CancellationToken.None);
        if (!session.HasEnded)
        {
            foreach (var row in rows.Where(row => row.Partition == session.Fence.Partition))
            {
                Loaded(byId[row.SeriesId], row);
            }
        }
    }

    private async Task LoadChunkAsync(SeriesEntry[] entries)
    {
        var byId = entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        for (var attempt = 0; byId.Count > 0; attempt++)
        {
            var rows = await session.Context.Store.LoadAsync(session.Fence.Topic, byId.Keys, CancellationToken.None);
            if (session.HasEnded)
            {
                return;
            }

            var elsewhere = new List<SeriesRow>();
            var found = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                found.Add(row.SeriesId);
                if (row.Partition == session.Fence.Partition)
                {
                    byId.Remove(row.SeriesId, out var entry);
                    Loaded(entry!, row);
                }
                else if (byId[row.SeriesId].AsGroup?.Leave(row.Partition, GroupModel.LastSeenOf(row.Payload)) == true)
                {
                    byId.Remove(row.SeriesId, out var group);
                    group!.Met = false;
                }
                else
                {
                    elsewhere.Add(row);
                }
            }

            foreach (var entry in byId.Values.Where(entry => !found.Contains(entry.Id)).ToArray())
            {
                byId.Remove(entry.Id);
                entry.Loaded = true;
                entry.IsNew = true;
                session.Admission.Admit(entry);
            }

            if (elsewhere.Count == 0)
            {
                continue;
            }

            if (attempt >= Tries)
            {
                session.End($"series {elsewhere[0].SeriesId} changed its row {Tries} times while it was taken from partition {elsewhere[0].Partition}");
                return;
            }

            await TakeAsync(byId, elsewhere);
            if (session.HasEnded)
            {
                return;
            }
        }
    }

    private async Task TakeAsync(Dictionary<string, SeriesEntry> byId, List<SeriesRow> rows)
    {
        var pause = rows.Max(row => session.Context.Moves.PauseFor(row.SeriesId));
        if (pause > TimeSpan.Zero)
        {
            await Task.WhenAny(Task.Delay(pause, session.Context.Time), session.Ended);
        }

        if (session.HasEnded)
        {
            return;
        }

        var moves = rows.ConvertAll(row =>
        {
            var positions = SeriesPositions.Decode(row.Positions);
            var here = positions.HomeOffset(session.Fence.Partition, session.Fence.TopicEpoch);
            var moved = positions.Move(new LogPosition(row.Partition, row.Epoch, row.Offset), session.Fence.Partition);
            return new SeriesMove(row, here, moved.Encode()!);
        });
        var taken = await session.Context.Store.TakeAsync(session.Fence, moves, CancellationToken.None);
        foreach (var row in taken)
        {
            byId.Remove(row.SeriesId, out var entry);
            session.Context.Moves.NoteMove(row.SeriesId);
            session.Context.Metrics.SeriesMoved.Inc();
            var from = rows.First(seen => seen.SeriesId == row.SeriesId).Partition;
            Log.SeriesTaken(session.Context.Logger, row.SeriesId, from, session.Fence.Partition);
            Loaded(entry!, row);
            session.Admission.NoteCame(entry!);
            checkpointer.NoteUrgent(entry!);
        }
    }

    private void Loaded(SeriesEntry entry, SeriesRow row)
    {
        entry.Loaded = true;
        entry.Row = row;
        // A position in an earlier incarnation of the topic says nothing about this one.
        entry.Acknowledged = row.Epoch == session.Fence.TopicEpoch ? row.Offset : -1;
        entry.PointsPosition = entry.Acknowledged;
        entry.Positions = entry.QueuedPositions = SeriesPositions.Decode(row.Positions);
        entry.Labels = row.Labels;
        entry.LabelsHash = row.Labels is null ? 0 : XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(row.Labels));
    }
}
