using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Partitions;

/// <summary>Every write is one short transaction that takes the file's write lock at its start.</summary>
internal sealed class SqlitePartitionStore(SqliteDatabase database, InboxSignal inbox, TimeProvider time) : IPartitionStore
{
    private const string Claim = """
        insert into partition_progress as p (topic, partition, epoch, topic_id, next_offset, owner_epoch, claimed_at, updated_at, state_version)
        values (@topic, @partition, 1, @topic_id, @low, 1, @now, @now, @state_version)
        on conflict (topic, partition) do update set
          owner_epoch = p.owner_epoch + 1,
          claimed_at = excluded.claimed_at,
          epoch = case when coalesce(p.topic_id <> excluded.topic_id, @high < p.next_offset) then p.epoch + 1 else p.epoch end,
          next_offset = case when coalesce(p.topic_id <> excluded.topic_id, @high < p.next_offset) then excluded.next_offset else p.next_offset end,
          topic_id = case when coalesce(p.topic_id <> excluded.topic_id, @high < p.next_offset) then excluded.topic_id else coalesce(excluded.topic_id, p.topic_id) end,
          state_version = excluded.state_version
        where p.state_version <= excluded.state_version
        returning owner_epoch, epoch, next_offset
        """;

    private const string StateVersions = "select partition, state_version from partition_progress where topic = @topic";

    private const string Load = $"{SeriesRowReader.Select} where s.topic = @topic and s.series_id = @id";

    private const string ListHeads = """
        select s.series_id, c.labels, substr(s.payload, 1, @length)
        from series_state as s left join series as c on c.series_id = s.series_id
        where s.topic = @topic and s.partition = @partition and s.series_id > @after
        order by s.series_id limit @limit
        """;

    private const string ListAges = """
        select series_id, updated_at from series_state
        where topic = @topic and partition = @partition and series_id > @after order by series_id limit @limit
        """;

    private const string Progress = "select partition, epoch, next_offset from partition_progress where topic = @topic";

    private const string Remove = """
        delete from series_state
        where topic = @topic and series_id = @id and partition = @partition and epoch = @epoch and "offset" = @offset and updated_at < @before
        """;

    private const string RemoveFromCatalog = "delete from series where series_id = @id and not exists (select 1 from series_state where series_id = @id)";

    private const string Take = """
        update series_state set
          partition = @partition, epoch = @epoch, "offset" = @offset, positions = @positions, moves = moves + 1, updated_at = @now
        where topic = @topic and series_id = @id and partition = @seen_partition and epoch = @seen_epoch and "offset" = @seen_offset
        """;

    private const string Advance = """
        update partition_progress set next_offset = max(next_offset, @next), updated_at = @now
        where topic = @topic and partition = @partition and owner_epoch = @owner
        """;

    private const string RecordDeadLetter = """
        insert into dead_letters (topic, partition, epoch, "offset", reason, detail, refused_at, key, value_head, value_size)
        values (@topic, @partition, @epoch, @offset, @reason, @detail, @at, @key, @head, @size)
        on conflict do nothing
        """;

    private long Now => StoredTime.Milliseconds(time.GetUtcNow());

    public Task<ClaimAnswer> ClaimAsync(string topic, int partition, PartitionLog log, int stateVersion, CancellationToken cancellationToken) =>
        database.WriteAsync<ClaimAnswer>(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, Claim)
                    .With("@topic", topic).With("@partition", partition).With("@topic_id", log.TopicId)
                    .With("@low", log.Low).With("@high", log.High).With("@now", Now).With("@state_version", stateVersion);
                var claims = command.ReadAll(reader => new PartitionClaim(
                    new(topic, partition, reader.GetInt64(0), reader.GetInt32(1)), reader.GetInt64(2)));
                return claims is [var claim] ? claim : new ClaimRefused(ReadStateVersions(connection, transaction, topic)[partition]);
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<int, int>> GetStateVersionsAsync(string topic, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => ReadStateVersions(connection, null, topic), cancellationToken);

    public async Task<IReadOnlyList<SeriesRow>> LoadAsync(string topic, IReadOnlyCollection<string> seriesIds, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                // One snapshot for all of them.
                using var transaction = connection.BeginTransaction(deferred: true);
                using var command = connection.Command(transaction, Load).With("@topic", topic);
                var rows = new List<SeriesRow>(seriesIds.Count);
                foreach (var id in seriesIds.Distinct(StringComparer.Ordinal))
                    rows.AddRange(command.With("@id", id).ReadAll(SeriesRowReader.Read));
                return rows;
            },
            cancellationToken);

    public async Task<IReadOnlyList<SeriesHead>> ListHeadsAsync(string topic, int partition, string after, int limit, int headLength, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, ListHeads)
                    .With("@topic", topic).With("@partition", partition).With("@after", after).With("@limit", limit).With("@length", headLength);
                return command.ReadAll(reader => new SeriesHead(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
            },
            cancellationToken);

    public async Task<IReadOnlyList<SeriesAge>> ListAgesAsync(string topic, int partition, string after, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, ListAges)
                    .With("@topic", topic).With("@partition", partition).With("@after", after).With("@limit", limit);
                return command.ReadAll(reader => new SeriesAge(reader.GetString(0), StoredTime.FromMilliseconds(reader.GetInt64(1))));
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<int, PartitionProgress>> GetProgressAsync(string topic, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, Progress).With("@topic", topic);
                return command.ReadAll(reader => KeyValuePair.Create(reader.GetInt32(0), new PartitionProgress(reader.GetInt32(1), reader.GetInt64(2)))).ToDictionary();
            },
            cancellationToken);

    public async Task<IReadOnlyList<string>> RemoveAsync(Fence fence, IReadOnlyCollection<SeriesRow> rows, DateTimeOffset before, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            (connection, transaction) =>
            {
                if (!SqliteFence.Holds(connection, transaction, fence))
                    return [];
                using var remove = connection.Command(transaction, Remove)
                    .With("@topic", fence.Topic).With("@partition", fence.Partition).With("@before", StoredTime.Milliseconds(before));
                using var forget = connection.Command(transaction, RemoveFromCatalog);
                var removed = rows.Where(row => remove.With("@id", row.SeriesId).With("@epoch", row.Epoch).With("@offset", row.Offset).ExecuteNonQuery() == 1)
                    .Select(row => row.SeriesId).ToList();
                foreach (var id in removed)
                    forget.With("@id", id).ExecuteNonQuery();
                return removed;
            },
            cancellationToken);

    public async Task<IReadOnlyList<SeriesRow>> TakeAsync(Fence fence, IReadOnlyCollection<SeriesMove> moves, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            (connection, transaction) =>
            {
                var rows = new List<SeriesRow>();
                if (!SqliteFence.Holds(connection, transaction, fence))
                    return rows;
                using var take = connection.Command(transaction, Take)
                    .With("@topic", fence.Topic).With("@partition", fence.Partition).With("@epoch", fence.TopicEpoch).With("@now", Now);
                using var load = connection.Command(transaction, Load).With("@topic", fence.Topic);
                foreach (var move in moves)
                {
                    take.With("@id", move.Seen.SeriesId).With("@seen_partition", move.Seen.Partition)
                        .With("@seen_epoch", move.Seen.Epoch).With("@seen_offset", move.Seen.Offset)
                        .With("@offset", move.Offset).With("@positions", move.Positions);
                    if (take.ExecuteNonQuery() == 1)
                        rows.AddRange(load.With("@id", move.Seen.SeriesId).ReadAll(SeriesRowReader.Read));
                }

                return rows;
            },
            cancellationToken);

    public async Task<FlushResult> FlushAsync(Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellationToken)
    {
        var result = await database.WriteAsync(
            (connection, transaction) => SqliteFence.Holds(connection, transaction, fence)
                ? SqliteFlush.Write(connection, transaction, fence, Now, states, anomalies)
                : default,
            cancellationToken);
        if (result.Anomalies > 0)
            inbox.Set();
        return result;
    }

    public Task<bool> AdvanceAsync(Fence fence, long nextOffset, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, Advance)
                    .With("@topic", fence.Topic).With("@partition", fence.Partition).With("@owner", fence.OwnerEpoch)
                    .With("@next", nextOffset).With("@now", Now);
                return command.ExecuteNonQuery() == 1;
            },
            cancellationToken);

    public Task<bool> RecordDeadLettersAsync(Fence fence, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                if (!SqliteFence.Holds(connection, transaction, fence))
                    return false;
                using var command = connection.Command(transaction, RecordDeadLetter)
                    .With("@topic", fence.Topic).With("@partition", fence.Partition);
                foreach (var letter in letters)
                    command.With("@epoch", letter.Epoch).With("@offset", letter.Offset)
                        .With("@reason", StoredText.Clean(letter.Reason)).With("@detail", StoredText.Clean(letter.Detail))
                        .With("@at", StoredTime.Milliseconds(letter.At)).With("@key", letter.Key)
                        .With("@head", letter.ValueHead).With("@size", letter.ValueSize)
                        .ExecuteNonQuery();
                return true;
            },
            cancellationToken);

    private static Dictionary<int, int> ReadStateVersions(SqliteConnection connection, SqliteTransaction? transaction, string topic)
    {
        using var command = connection.Command(transaction, StateVersions).With("@topic", topic);
        return command.ReadAll(reader => (Partition: reader.GetInt32(0), Version: reader.GetInt32(1))).ToDictionary(row => row.Partition, row => row.Version);
    }
}
