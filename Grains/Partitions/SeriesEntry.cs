using System.Text.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Partitions.Silence;
using Anomaly.Grains.Positions;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Partitions;

/// <summary>What a session knows of one series.</summary>
internal sealed class SeriesEntry(string id, int life)
{
    /// <summary>No offset.</summary>
    public const long None = long.MaxValue;

    private SettingsBook? _resolvedBy;
    private SettingsBook? _groupedBy;
    private StampedSettings? _settings;

    public string Id { get; } = id;

    /// <summary>Which life of the series in the session it is: they are told apart by how many series were removed before.</summary>
    public int Life { get; } = life;

    /// <summary>Whether the series was removed, or is not waited for any more: the entry is in the table no more.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Whether it is one too many: its samples are refused.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The pass through the rows in which the series was counted last, or during or after which it came.</summary>
    public int CountedIn { get; set; } = -1;

    /// <summary>When samples were last on their way to the series: a timestamp of the session's clock; 0 for never.</summary>
    public long LastTaken { get; set; }

    /// <summary>The row as read at first contact; null for a new series, and once the series has it.</summary>
    public SeriesRow? Row { get; set; }

    /// <summary>Whether the row was read.</summary>
    public bool Loaded { get; set; }

    /// <summary>Whether its row is being read.</summary>
    public bool Met { get; set; }

    /// <summary>The offset of the newest sample ever queued in this session; −1 where there is none.</summary>
    public long LastQueued { get; set; } = -1;

    /// <summary>Whether no row existed, and none was written yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether the series has taken its state in this session.</summary>
    public bool Contacted { get; set; }

    /// <summary>The position last acknowledged.</summary>
    public long Acknowledged { get; set; } = -1;

    /// <summary>What is known of other logs, as of the newest sample sent to the series.</summary>
    public SeriesPositions Positions { get; set; } = SeriesPositions.None;

    /// <summary>The same, as of the newest sample in <see cref="Queue"/>.</summary>
    public SeriesPositions QueuedPositions { get; set; } = SeriesPositions.None;

    /// <summary>The way to the series beside its owner; null where it lives elsewhere, as far as is known.</summary>
    public ISeriesPort? Port { get; set; }

    /// <summary>From when on the series is called as a grain again, so that it is not collected: a timestamp of the session's clock.</summary>
    public long CallGrainAt { get; set; }

    /// <summary>How many samples of the pull that is being delivered are for the series.</summary>
    public int PendingCount { get; set; }

    /// <summary>The place of the first of them in the pull's list.</summary>
    public int PendingFirst { get; set; }

    /// <summary>The place of the last of them.</summary>
    public int PendingLast { get; set; }

    /// <summary>Samples that wait for the call under way; null for none.</summary>
    public List<SeriesSample>? Queue { get; set; }

    /// <summary>The first pull that <see cref="Queue"/> has samples of; nearly always the only one.</summary>
    public Pull? QueuePull { get; set; }

    /// <summary>The others.</summary>
    public List<Pull>? MoreQueuePulls { get; set; }

    /// <summary>Whether a call is under way: one a series.</summary>
    public bool InFlight { get; set; }

    public long SettingsVersion { get; set; } = -1;

    public string? Labels
    {
        get;
        set => (field, _resolvedBy, _groupedBy) = (value, null, null);
    }

    /// <summary>The entry of the group that the series is in; null for none.</summary>
    public SeriesEntry? Group { get; private set; }

    /// <summary>Where the entry is of a group: what is known of that. Else null.</summary>
    public GroupEntry? AsGroup { get; private set; }

    public ulong LabelsHash { get; set; }

    public bool LabelsDirty { get; set; }

    /// <summary>Event time of the first sample of a new series.</summary>
    public long FirstSeen { get; set; }

    /// <summary>The first offset whose effect is not in a flushed row; <see cref="None"/> where all is flushed.</summary>
    public long UnflushedFrom { get; set; } = None;

    /// <summary>The first offset applied after <see cref="Snapshot"/> was made.</summary>
    public long AfterSnapshotFrom { get; set; } = None;

    /// <summary>Whether the series was not called for so long before its last call that its recent points are saved with its state.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Whether the state can be had at once.</summary>
    public bool CanSnapshot => Port is not null && !InFlight && Contacted;

    /// <summary>The newest snapshot that is not flushed.</summary>
    public SeriesSnapshot? Snapshot { get; set; }

    /// <summary>The position of <see cref="Snapshot"/>.</summary>
    public long SnapshotPosition { get; set; }

    /// <summary>The other logs' positions as of <see cref="Snapshot"/>.</summary>
    public SeriesPositions SnapshotPositions { get; set; } = SeriesPositions.None;

    /// <summary>Whether a flush of the series is under way.</summary>
    public bool Flushing { get; set; }

    /// <summary>The first offset applied after the snapshot that is being flushed.</summary>
    public long AfterFlushFrom { get; set; } = None;

    /// <summary>Anomalies that are not flushed; all at or before the position of <see cref="Snapshot"/>.</summary>
    public List<AnomalyRecord>? Unflushed { get; set; }

    /// <summary>The checkpoint in which the series was last called.</summary>
    public int CalledIn { get; set; } = -1;

    /// <summary>The checkpoint in which a snapshot was last asked for.</summary>
    public int AskedIn { get; set; } = -1;

    /// <summary>Whether the entry is in the session's list of dirty ones.</summary>
    public bool Listed { get; set; }

    /// <summary>Whether the entry is in the session's list of those to flush soon.</summary>
    public bool Urgent { get; set; }

    /// <summary>Where its silence is watched for: since when it has been silent. Else null.</summary>
    public SeriesSilence? Silence { get; set; }

    /// <summary>The position at which the series was last told that it is silent; −2 for never.</summary>
    public long SilentAt { get; set; } = -2;

    public bool IsDirty => UnflushedFrom != None;

    /// <summary>Whether nothing is under way to the series or from it.</summary>
    public bool IsIdle => !IsDirty && !InFlight && !Flushing && !Listed && !Urgent && Queue is null && Unflushed is null && PendingCount == 0;

    /// <summary>Whether there is something to flush, with the state that belongs to it.</summary>
    public bool CanFlush => IsDirty && !Flushing && (Snapshot is not null || CanSnapshot);

    /// <summary>Whether effects of offsets below one are not in a flushed row.</summary>
    public bool IsDirtyBefore(long offset) => UnflushedFrom < offset;

    /// <summary>The position up to which the recent points are saved.</summary>
    public long PointsPosition { get; set; } = -1;

    /// <summary>Whether the saved points, which are for charts, lack some that the saved state has.</summary>
    public bool PointsBehind => Loaded && Contacted && Acknowledged > PointsPosition;

    /// <summary>The settings of the series, looked up where the book is another than the last time, or the labels are.</summary>
    public StampedSettings SettingsBy(SettingsBook book)
    {
        if (_settings is null || _resolvedBy != book)
        {
            _settings = book.For(Id, Labels);
            _resolvedBy = book;
        }

        return _settings;
    }

    /// <summary>Finds the group of the series, where the book is another than the last time, or the labels are.</summary>
    public SeriesEntry? FindGroup(SettingsBook book, SeriesTable table)
    {
        if (_groupedBy != book || Group is { IsRemoved: true })
        {
            var id = book.FindGroup(Id, Labels, out var group);
            Group = id is null ? null : table.Get(id);
            Group?.MarkAsGroup(group!);
            _groupedBy = book;
        }

        return Group;
    }

    private void MarkAsGroup(GroupId group)
    {
        if (AsGroup is null)
        {
            AsGroup = new GroupEntry();
            Labels = JsonSerializer.Serialize(new Dictionary<string, string> { [group.Label] = group.Value });
            LabelsDirty = true;
        }
    }

    /// <summary>Notes that samples from an offset on are on their way to the series.</summary>
    public void NoteApplied(long firstOffset)
    {
        UnflushedFrom = Math.Min(UnflushedFrom, firstOffset);
        AfterSnapshotFrom = Math.Min(AfterSnapshotFrom, firstOffset);
        AfterFlushFrom = Math.Min(AfterFlushFrom, firstOffset);
    }

    /// <summary>Notes a snapshot at the position last acknowledged: the only one that counts.</summary>
    public void NoteSnapshot(SeriesSnapshot snapshot)
    {
        Snapshot = snapshot;
        SnapshotPosition = Acknowledged;
        SnapshotPositions = Positions;
        AfterSnapshotFrom = None;
    }

    /// <summary>Takes the state that a flush writes from the series, where it is beside its owner.</summary>
    /// <returns>False where it should be there and is not: what was applied since the last flush is gone with it.</returns>
    public bool Refresh(SessionId session, bool withPoints)
    {
        if (!CanSnapshot || !IsDirty)
        {
            return true;
        }

        if (Port!.TakeSnapshot(session, Acknowledged, withPoints || IsSlow) is not { } snapshot)
        {
            Port = null;
            return Snapshot is not null;
        }

        IsSlow = false;
        NoteSnapshot(snapshot);
        return true;
    }

    /// <summary>Takes what a flush writes.</summary>
    public (SeriesUpdate State, List<AnomalyRecord>? Anomalies) BeginFlush()
    {
        var snapshot = Snapshot!;
        var anomalies = Unflushed;
        Flushing = true;
        AfterFlushFrom = AfterSnapshotFrom;
        PointsPosition = snapshot.Recent is null ? PointsPosition : SnapshotPosition;
        Snapshot = null;
        Unflushed = null;
        var update = new SeriesUpdate
        {
            SeriesId = Id,
            Offset = SnapshotPosition,
            Payload = snapshot.Payload,
            Recent = snapshot.Recent,
            Positions = SnapshotPositions.Encode(),
            SettingsVersion = snapshot.SettingsVersion,
            Labels = LabelsDirty || IsNew ? Labels : null,
            IsNew = IsNew,
            FirstSeen = FirstSeen,
            LastSeen = snapshot.LastSeen,
            LastValue = snapshot.LastValue,
            WarmUpSeen = snapshot.WarmUpSeen,
            WarmUpNeeded = snapshot.WarmUpNeeded,
        };
        LabelsDirty = false;
        return (update, anomalies);
    }

    /// <summary>Notes that the flush was carried out.</summary>
    public void EndFlush()
    {
        Flushing = false;
        IsNew = false;
        UnflushedFrom = AfterFlushFrom;
        AfterFlushFrom = None;
    }
}
