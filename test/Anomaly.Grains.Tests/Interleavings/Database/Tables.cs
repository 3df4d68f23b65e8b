using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Tests.Interleavings.Oracle;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Tests.Interleavings.Database;

/// <summary>The database: what each statement does to it, as <see cref="IPartitionStore"/> says.</summary>
internal sealed class Tables(SimulationOptions options, Ledger ledger)
{
    private readonly Dictionary<string, SeriesRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, AnomalyRecord> _anomalies = [];
    private readonly Dictionary<string, DateTimeOffset> _updated = new(StringComparer.Ordinal);
    private readonly HashSet<(int Epoch, int Partition, long Offset)> _deadLetters = [];

    public Dictionary<int, Progress> Progress { get; } = [];

    public IReadOnlyDictionary<string, SeriesRow> Rows => _rows;

    public IReadOnlyDictionary<Guid, AnomalyRecord> Anomalies => _anomalies;

    /// <summary>Anomalies that were there already when they were written.</summary>
    public int Conflicts { get; private set; }

    public bool HasDeadLetter(int epoch, int partition, long offset) => _deadLetters.Contains((epoch, partition, offset));

    public PartitionClaim Claim(string topic, int partition, PartitionLog log)
    {
        var now = Progress.TryGetValue(partition, out var was)
            ? was with { OwnerEpoch = was.OwnerEpoch + 1, TopicId = log.TopicId ?? was.TopicId }
            : new Progress(1, 1, log.TopicId, log.Low);
        if (was is not null && (log.TopicId is null || was.TopicId is null ? log.High < was.NextOffset : log.TopicId != was.TopicId))
        {
            now = now with { Epoch = was.Epoch + 1, NextOffset = log.Low };
        }

        Progress[partition] = now;
        return new(new(topic, partition, now.OwnerEpoch, now.Epoch), now.NextOffset);
    }

    public IReadOnlyList<SeriesRow> Load(IEnumerable<string> seriesIds) => [.. seriesIds.Where(_rows.ContainsKey).Select(id => _rows[id])];

    public IReadOnlyList<SeriesHead> ListHeads(int partition, string after, int limit, int headLength) =>
    [
        .. _rows.Values.Where(row => row.Partition == partition && string.CompareOrdinal(row.SeriesId, after) > 0)
            .OrderBy(row => row.SeriesId, StringComparer.Ordinal).Take(limit).Select(row => new SeriesHead(row.SeriesId, row.Labels, row.Payload[..headLength])),
    ];

    public IReadOnlyList<SeriesAge> ListAges(int partition, string after, int limit) =>
    [
        .. _rows.Values.Where(row => row.Partition == partition && string.CompareOrdinal(row.SeriesId, after) > 0)
            .OrderBy(row => row.SeriesId, StringComparer.Ordinal).Take(limit).Select(row => new SeriesAge(row.SeriesId, _updated[row.SeriesId])),
    ];

    public IReadOnlyList<string> Remove(Fence fence, IEnumerable<SeriesRow> rows, DateTimeOffset before)
    {
        var removed = new List<string>();
        if (!Holds(fence))
        {
            return removed;
        }

        foreach (var seen in rows)
        {
            if (_rows.TryGetValue(seen.SeriesId, out var row) && (row.Partition, row.Epoch, row.Offset) == (fence.Partition, seen.Epoch, seen.Offset) && _updated[row.SeriesId] < before)
            {
                _rows.Remove(row.SeriesId);
                removed.Add(row.SeriesId);
                ledger.NoteRemoved(row.SeriesId);
            }
        }

        return removed;
    }

    public IReadOnlyList<SeriesRow> Take(Fence fence, IEnumerable<SeriesMove> moves)
    {
        var taken = new List<SeriesRow>();
        if (!Holds(fence))
        {
            return taken;
        }

        foreach (var move in moves)
        {
            if (_rows.TryGetValue(move.Seen.SeriesId, out var row) && (row.Partition, row.Epoch, row.Offset) == (move.Seen.Partition, move.Seen.Epoch, move.Seen.Offset))
            {
                row = row with { Partition = fence.Partition, Epoch = fence.TopicEpoch, Offset = move.Offset, Positions = move.Positions };
                _rows[row.SeriesId] = row;
                taken.Add(row);
            }
        }

        return taken;
    }

    public FlushResult Flush(Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, DateTimeOffset now)
    {
        if (options.FenceOnStates && !Holds(fence))
        {
            return default;
        }

        var written = states.Where(state => Write(fence, state, now)).Select(state => state.SeriesId).ToHashSet(StringComparer.Ordinal);
        var (added, conflicts) = (0, 0);
        foreach (var anomaly in anomalies)
        {
            // Those of a series that moved away are its new owner's business.
            var here = states.Count > 0 ? written.Contains(anomaly.MetricName) : !_rows.TryGetValue(anomaly.MetricName, out var row) || row.Partition == fence.Partition;
            if (!here)
            {
                continue;
            }

            var isNew = _anomalies.TryAdd(anomaly.Id, anomaly);
            added += isNew ? 1 : 0;
            conflicts += isNew ? 0 : 1;
        }

        Conflicts += conflicts;
        ledger.CheckProgress(this);
        return new(written.Count, added, conflicts);
    }

    public bool Advance(Fence fence, long nextOffset)
    {
        if (!Holds(fence))
        {
            return false;
        }

        var was = Progress[fence.Partition];
        Progress[fence.Partition] = was with { NextOffset = Math.Max(was.NextOffset, nextOffset) };
        ledger.CheckProgress(this);
        return true;
    }

    public bool RecordDeadLetters(Fence fence, IEnumerable<DeadLetter> letters)
    {
        if (!Holds(fence))
        {
            return false;
        }

        foreach (var letter in letters)
        {
            _deadLetters.Add((letter.Epoch, letter.Partition, letter.Offset));
        }

        return true;
    }

    private bool Holds(Fence fence) => Progress[fence.Partition].OwnerEpoch == fence.OwnerEpoch;

    private bool Write(Fence fence, SeriesUpdate state, DateTimeOffset now)
    {
        var before = _rows.GetValueOrDefault(state.SeriesId);
        if (before is null ? !state.IsNew : before.Partition != fence.Partition)
        {
            return false;
        }

        _updated[state.SeriesId] = now;

        _rows[state.SeriesId] = new()
        {
            SeriesId = state.SeriesId,
            Partition = fence.Partition,
            Epoch = fence.TopicEpoch,
            Offset = state.Offset,
            Payload = state.Payload,
            Recent = state.Recent ?? before?.Recent,
            Positions = state.Positions,
            SettingsVersion = state.SettingsVersion,
            Labels = state.Labels ?? before?.Labels,
        };
        ledger.NoteState(fence, state, before);
        return true;
    }
}
