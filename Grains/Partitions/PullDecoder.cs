using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Positions;
using Anomaly.Grains.Rerouting;
using Anomaly.Storage.DeadLetters;
using Anomaly.Streaming.Kafka;

namespace Anomaly.Grains.Partitions;

/// <summary>Turns a pull's records into samples at their series; those that cannot be read into dead letters, those without a key into records with one.</summary>
internal sealed class PullDecoder(PartitionSession session, Checkpointer checkpointer, PullDelivery delivery)
{
    private const int HeadBytes = 1024;

    private readonly RecordDecoder _decoder = new();
    private readonly SendChains _sends = new();
    private readonly SampleBuffer _samples = new();
    private readonly List<DecodedRecord> _records = [];
    private readonly List<SeriesEntry> _entries = [];
    private readonly List<SeriesEntry> _unknown = [];
    private readonly List<SeriesEntry?> _groups = [];
    private readonly List<SeriesEntry> _touched = [];
    private readonly List<PendingSample> _pending = [];

    /// <summary>Reads a pull's records.</summary>
    /// <returns>The series whose rows were not read yet in this session.</returns>
    public List<SeriesEntry> Decode(Pull pull)
    {
        _samples.Clear();
        _records.Clear();
        _entries.Clear();
        _unknown.Clear();
        var batch = pull.Batch;
        foreach (ref readonly var record in batch.Records.AsSpan())
        {
            var start = _samples.Count;
            if (!_decoder.TryDecode(batch.Value(record), record.Timestamp, _samples, out var origin, out var error))
            {
                _ = SendDeadLetterAsync(pull, record, error);
                continue;
            }

            var reroute = origin is null && record.KeyLength < 0 && session.Context.Rerouter.Needed;
            _records.Add(new(record.Offset, start, _samples.Count - start, origin, reroute));
            for (var i = start; i < _samples.Count; i++)
            {
                _entries.Add(reroute ? null! : Meet(_samples.SeriesUtf8(_samples[i])));
            }
        }

        return _unknown;
    }

    /// <summary>Finds the groups that the samples of the pull just decoded belong to. Their series' rows must have been read.</summary>
    /// <returns>The groups whose rows were not read yet in this session.</returns>
    public List<SeriesEntry> MeetGroups()
    {
        _groups.Clear();
        _unknown.Clear();
        if (!session.Settings.HasGroups)
        {
            return _unknown;
        }

        foreach (var record in _records)
        {
            for (var i = record.Start; i < record.Start + record.Count; i++)
            {
                _groups.Add(record.Reroute || _entries[i].IsRefused ? null : MeetGroup(_entries[i], _samples[i]));
            }
        }

        return _unknown;
    }

    /// <summary>Hands the samples of the pull just decoded to their series and to those series' groups. Every row must have been read.</summary>
    public void Deliver(Pull pull)
    {
        _touched.Clear();
        _pending.Clear();
        foreach (var record in _records)
        {
            if (record.Reroute)
            {
                _ = RerouteAsync(pull, record);
                continue;
            }

            var (refused, first) = (0, (SeriesEntry?)null);
            for (var i = record.Start; i < record.Start + record.Count; i++)
            {
                if (_entries[i].IsRefused)
                {
                    (refused, first) = (refused + 1, first ?? _entries[i]);
                    continue;
                }

                Enqueue(pull, record, _entries[i], _samples[i]);
                if (_groups.Count > 0 && _groups[i] is { } group)
                {
                    EnqueueToGroup(pull, record, group, _entries[i], _samples[i]);
                }
            }

            if (record.Origin is { } origin)
            {
                NoteOrigin(record, origin);
            }

            if (first is not null)
            {
                Refuse(pull, record, refused, first);
            }
        }

        delivery.Deliver(pull, _touched, _pending);
    }

    private SeriesEntry Meet(ReadOnlySpan<byte> id)
    {
        var entry = session.Series.Get(id);
        if (!entry.Loaded && !entry.Met)
        {
            entry.Met = true;
            _unknown.Add(entry);
        }

        return entry;
    }

    private void Enqueue(Pull pull, in DecodedRecord record, SeriesEntry entry, in DecodedSample sample)
    {
        // Rule 3: what is in the row already is skipped. So is a record that was sent again twice (rule 10).
        if (record.Offset <= entry.Acknowledged
            || (record.Origin is { } origin && entry.QueuedPositions.HasOrigin(origin.Partition, origin.Epoch, origin.Offset)))
        {
            return;
        }

        NoteLabels(entry, sample);
        Queue(pull, record, entry, sample, null);
    }

    /// <summary>
    /// A group takes every record of its home's log, by its own position: what a member has taken already, or drops as sent again, it may
    /// have to take still, and must after a replay as before.
    /// </summary>
    private void EnqueueToGroup(Pull pull, in DecodedRecord record, SeriesEntry group, SeriesEntry member, in DecodedSample sample)
    {
        if (group.AsGroup is null || !group.Loaded)
        {
            NoteLeftOut(group, member);
        }
        else if (record.Offset > group.Acknowledged)
        {
            Queue(pull, record, group, sample, member.Id);
        }
    }

    private void Queue(Pull pull, in DecodedRecord record, SeriesEntry entry, in DecodedSample sample, string? member)
    {
        if (entry.IsNew && entry.LastQueued < 0)
        {
            entry.FirstSeen = sample.TimestampMs;
        }

        entry.LastQueued = record.Offset;
        var place = _pending.Count;
        _pending.Add(new(new(record.Offset, sample.Index, sample.TimestampMs, sample.Value), member));
        if (entry.PendingCount++ == 0)
        {
            entry.PendingFirst = place;
            _touched.Add(entry);
        }
        else
        {
            CollectionsMarshal.AsSpan(_pending)[entry.PendingLast].Next = place;
        }

        entry.PendingLast = place;
        pull.Samples++;
    }

    private SeriesEntry? MeetGroup(SeriesEntry entry, in DecodedSample sample)
    {
        NoteLabels(entry, sample);
        if (entry.FindGroup(session.Settings, session.Series) is not { AsGroup: { } known } group)
        {
            return null;
        }

        known.Meet(sample.TimestampMs);
        if (!group.Loaded && !group.Met && known.MayBeHere)
        {
            group.Met = true;
            _unknown.Add(group);
        }

        return group;
    }

    private void NoteLeftOut(SeriesEntry group, SeriesEntry member)
    {
        session.Context.Metrics.GroupSamplesLeftOut.Inc();
        if (group.AsGroup is { Elsewhere: { } home } known && known.SayOnce())
        {
            Log.GroupElsewhere(session.Context.Logger, member.Id, session.Fence.Partition, group.Id, home);
        }
    }

    /// <summary>After the whole record, whose samples all have the same origin.</summary>
    private void NoteOrigin(in DecodedRecord record, RecordOrigin origin)
    {
        for (var i = record.Start; i < record.Start + record.Count; i++)
        {
            var entry = _entries[i];
            if (!entry.QueuedPositions.HasOrigin(origin.Partition, origin.Epoch, origin.Offset))
            {
                entry.QueuedPositions = entry.QueuedPositions.WithOrigin(new LogPosition(origin.Partition, origin.Epoch, origin.Offset));
            }
        }
    }

    private void NoteLabels(SeriesEntry entry, in DecodedSample sample)
    {
        var labels = _samples.LabelsJson(sample);
        if (labels.IsEmpty)
        {
            return;
        }

        var hash = XxHash3.HashToUInt64(labels);
        if (hash != entry.LabelsHash)
        {
            entry.LabelsHash = hash;
            var text = Encoding.UTF8.GetString(labels);
            entry.LabelsDirty |= !string.Equals(text, entry.Labels, StringComparison.Ordinal);
            entry.Labels = text;
        }
    }

    private async Task SendDeadLetterAsync(Pull pull, KafkaRecord record, DecodeError error)
    {
        pull.Outstanding++;
        var batch = pull.Batch;
        bool sent;
        try
        {
            sent = await session.Context.DeadLetters.SendAsync(batch, record, error);
        }
        catch (Exception exception)
        {
            session.End($"the dead-letter topic did not take the record at offset {record.Offset}", exception);
            return;
        }

        if (session.HasEnded)
        {
            return;
        }

        session.Context.Metrics.RecordsRejected.WithLabels(error.Reason).Inc();
        var key = batch.Key(record);
        var value = batch.Value(record);
        checkpointer.NoteDeadLetter(new DeadLetter
        {
            Topic = batch.Topic,
            Epoch = session.Fence.TopicEpoch,
            Partition = batch.Partition,
            Offset = record.Offset,
            Reason = error.Reason,
            Detail = $"{error.Field} {error.Detail}",
            At = session.Context.Time.GetUtcNow(),
            // Where the topic will never take it, the database keeps all of it.
            Key = record.KeyLength < 0 ? null : (sent ? key[..Math.Min(key.Length, HeadBytes)] : key).ToArray(),
            ValueHead = (sent ? value[..Math.Min(value.Length, HeadBytes)] : value).ToArray(),
            ValueSize = value.Length,
        });
        session.FinishPart(pull);
    }

    /// <summary>The whole record goes to the dead letters, and says whose samples were not taken from it; the others of it are.</summary>
    private void Refuse(Pull pull, in DecodedRecord record, int samples, SeriesEntry first)
    {
        var offset = record.Offset;
        var whole = pull.Batch.Records[Array.FindIndex(pull.Batch.Records, each => each.Offset == offset)];
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"is {first.Id}, a new series, and there is room for {session.Admission.Limit} in the partition (its share of Detection:MaxSeries); {samples} of the record's {record.Count} samples were not taken");
        _ = SendDeadLetterAsync(pull, whole, new DecodeError(RejectReason.TooManySeries, "series", text));
    }

    private async Task RerouteAsync(Pull pull, DecodedRecord record)
    {
        pull.Outstanding++;
        bool sent;
        try
        {
            var origin = new RecordOrigin(session.Fence.TopicEpoch, session.Fence.Partition, record.Offset);
            sent = await session.Context.Rerouter.SendAsync(_samples, record.Start, record.Count, origin, _sends);
        }
        catch (Exception exception)
        {
            session.End($"the record without a key at offset {record.Offset} could not be sent again", exception);
            return;
        }

        if (session.HasEnded)
        {
            return;
        }

        if (sent)
        {
            session.Context.Metrics.RecordsRerouted.Inc();
        }
        else
        {
            var whole = pull.Batch.Records[Array.FindIndex(pull.Batch.Records, each => each.Offset == record.Offset)];
            _ = SendDeadLetterAsync(pull, whole, new DecodeError(RejectReason.TooLarge, "record", "has no key, and with one it is larger than the broker takes; send it with its series as key"));
        }

        session.FinishPart(pull);
    }
}
