using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Partitions;

/// <summary>Every method is one statement without a transaction around it; those that check the fence call a function of 0003.</summary>
internal sealed class PostgresPartitionStore(PostgresDatabase database, InboxSignal inbox, TimeProvider time) : IPartitionStore
{
    // The conflict's row is locked before the expressions are computed, so of two claims at once each gets an epoch of its own.
    private const string Claim = """
        insert into partition_progress as p (topic, partition, epoch, topic_id, next_offset, owner_epoch, claimed_at, updated_at, state_version)
        values ($1, $2, 1, $3, $4, 1, $6, $6, $7)
        on conflict (topic, partition) do update set
          owner_epoch = p.owner_epoch + 1,
          claimed_at = excluded.claimed_at,
          epoch = case when coalesce(p.topic_id <> excluded.topic_id, $5 < p.next_offset) then p.epoch + 1 else p.epoch end,
          next_offset = case when coalesce(p.topic_id <> excluded.topic_id, $5 < p.next_offset) then excluded.next_offset else p.next_offset end,
          topic_id = case when coalesce(p.topic_id <> excluded.topic_id, $5 < p.next_offset) then excluded.topic_id else coalesce(excluded.topic_id, p.topic_id) end,
          state_version = excluded.state_version
        where p.state_version <= excluded.state_version
        returning owner_epoch, epoch, next_offset
        """;

    private const string StateVersions = "select partition, state_version from partition_progress where topic = $1";

    private const string Load = $"""
        select {SeriesRowReader.Columns}
        from series_state as s left join series as c on c.series_id = s.series_id
        where s.topic = $1 and s.series_id = any ($2)
        """;

    // The labels after the page's end is known, so that they are read for the page alone.
    private const string ListHeads = """
        select s.series_id, c.labels::text, s.head
        from (
          select series_id, substring(payload from 1 for $5) as head from series_state
          where topic = $1 and partition = $2 and series_id > $3 order by series_id limit $4) as s
        left join series as c on c.series_id = s.series_id
        order by s.series_id
        """;

    private const string ListAges = """
        select series_id, updated_at from series_state where topic = $1 and partition = $2 and series_id > $3 order by series_id limit $4
        """;

    private const string Progress = "select partition, epoch, next_offset from partition_progress where topic = $1";

    private const string Remove = "select remove_series($1, $2, $3, $4, $5, $6, $7)";

    private const string Take = $"""
        select {SeriesRowReader.Columns}
        from take_series($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as s left join series as c on c.series_id = s.series_id
        """;

    private const string Advance = """
        update partition_progress set next_offset = greatest(next_offset, $4), updated_at = $5
        where topic = $1 and partition = $2 and owner_epoch = $3
        """;

    private const string RecordDeadLetters = "select record_dead_letters($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<ClaimAnswer> ClaimAsync(string topic, int partition, PartitionLog log, int stateVersion, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Claim);
        command.Add(NpgsqlDbType.Text, topic);
        command.Add(NpgsqlDbType.Integer, partition);
        command.Add(NpgsqlDbType.Text, log.TopicId);
        command.Add(NpgsqlDbType.Bigint, log.Low);
        command.Add(NpgsqlDbType.Bigint, log.High);
        command.Add(NpgsqlDbType.TimestampTz, Now);
        command.Add(NpgsqlDbType.Integer, stateVersion);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken))
                return new PartitionClaim(new(topic, partition, reader.GetInt64(0), reader.GetInt32(1)), reader.GetInt64(2));
        }

        return new ClaimRefused((await GetStateVersionsAsync(topic, cancellationToken))[partition]);
    }

    public async Task<IReadOnlyDictionary<int, int>> GetStateVersionsAsync(string topic, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(StateVersions);
        command.Add(NpgsqlDbType.Text, topic);
        var versions = new Dictionary<int, int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            versions.Add(reader.GetInt32(0), reader.GetInt32(1));
        return versions;
    }

    public async Task<IReadOnlyList<SeriesRow>> LoadAsync(string topic, IReadOnlyCollection<string> seriesIds, CancellationToken cancellationToken)
    {
        if (seriesIds.Count == 0)
            return [];
        await using var command = database.Source.CreateCommand(Load);
        command.Add(NpgsqlDbType.Text, topic);
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, seriesIds.ToArray());
        return await SeriesRowReader.ReadAllAsync(command, seriesIds.Count, cancellationToken);
    }

    public async Task<IReadOnlyList<SeriesHead>> ListHeadsAsync(string topic, int partition, string after, int limit, int headLength, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ListHeads);
        command.Add(NpgsqlDbType.Text, topic);
        command.Add(NpgsqlDbType.Integer, partition);
        command.Add(NpgsqlDbType.Text, after);
        command.Add(NpgsqlDbType.Integer, limit);
        command.Add(NpgsqlDbType.Integer, headLength);
        return await command.ReadAllAsync(
            reader => new SeriesHead(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetFieldValue<byte[]>(2)), cancellationToken);
    }

    public async Task<IReadOnlyList<SeriesAge>> ListAgesAsync(string topic, int partition, string after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ListAges);
        command.Add(NpgsqlDbType.Text, topic);
        command.Add(NpgsqlDbType.Integer, partition);
        command.Add(NpgsqlDbType.Text, after);
        command.Add(NpgsqlDbType.Integer, limit);
        return await command.ReadAllAsync(reader => new SeriesAge(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
    }

    public async Task<IReadOnlyDictionary<int, PartitionProgress>> GetProgressAsync(string topic, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Progress);
        command.Add(NpgsqlDbType.Text, topic);
        return (await command.ReadAllAsync(
            reader => KeyValuePair.Create(reader.GetInt32(0), new PartitionProgress(reader.GetInt32(1), reader.GetInt64(2))), cancellationToken)).ToDictionary();
    }

    public async Task<IReadOnlyList<string>> RemoveAsync(Fence fence, IReadOnlyCollection<SeriesRow> rows, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return [];
        var seen = rows.ToArray();
        await using var command = FencedCommand(Remove, fence);
        command.Add(NpgsqlDbType.TimestampTz, StoredTime.Cut(before).UtcDateTime);
        command.AddColumn(NpgsqlDbType.Text, seen, row => row.SeriesId);
        command.AddColumn(NpgsqlDbType.Integer, seen, row => row.Epoch);
        command.AddColumn(NpgsqlDbType.Bigint, seen, row => row.Offset);
        return await command.ReadAllAsync(reader => reader.GetString(0), cancellationToken);
    }

    public async Task<IReadOnlyList<SeriesRow>> TakeAsync(Fence fence, IReadOnlyCollection<SeriesMove> moves, CancellationToken cancellationToken)
    {
        if (moves.Count == 0)
            return [];
        var rows = moves.ToArray();
        await using var command = FencedCommand(Take, fence);
        command.Add(NpgsqlDbType.Integer, fence.TopicEpoch);
        command.Add(NpgsqlDbType.TimestampTz, Now);
        command.AddColumn(NpgsqlDbType.Text, rows, move => move.Seen.SeriesId);
        command.AddColumn(NpgsqlDbType.Integer, rows, move => move.Seen.Partition);
        command.AddColumn(NpgsqlDbType.Integer, rows, move => move.Seen.Epoch);
        command.AddColumn(NpgsqlDbType.Bigint, rows, move => move.Seen.Offset);
        command.AddColumn(NpgsqlDbType.Bigint, rows, move => move.Offset);
        command.AddColumn(NpgsqlDbType.Bytea, rows, move => move.Positions);
        return await SeriesRowReader.ReadAllAsync(command, rows.Length, cancellationToken);
    }

    public async Task<FlushResult> FlushAsync(Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellationToken)
    {
        if (states.Count == 0 && anomalies.Count == 0)
            return default;
        await using var command = FencedCommand(FlushParameters.Sql, fence);
        command.Add(NpgsqlDbType.Integer, fence.TopicEpoch);
        command.Add(NpgsqlDbType.TimestampTz, Now);
        FlushParameters.AddStates(command, states);
        FlushParameters.AddAnomalies(command, anomalies);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var result = new FlushResult(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
        if (result.Anomalies > 0)
            inbox.Set();
        return result;
    }

    public async Task<bool> AdvanceAsync(Fence fence, long nextOffset, CancellationToken cancellationToken)
    {
        await using var command = FencedCommand(Advance, fence);
        command.Add(NpgsqlDbType.Bigint, nextOffset);
        command.Add(NpgsqlDbType.TimestampTz, Now);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<bool> RecordDeadLettersAsync(Fence fence, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        await using var command = FencedCommand(RecordDeadLetters, fence);
        command.AddColumn(NpgsqlDbType.Integer, letters, letter => letter.Epoch);
        command.AddColumn(NpgsqlDbType.Bigint, letters, letter => letter.Offset);
        command.AddColumn(NpgsqlDbType.Text, letters, letter => StoredText.Clean(letter.Reason));
        command.AddColumn(NpgsqlDbType.Text, letters, letter => StoredText.Clean(letter.Detail));
        command.AddColumn(NpgsqlDbType.TimestampTz, letters, letter => StoredTime.Cut(letter.At).UtcDateTime);
        command.AddColumn(NpgsqlDbType.Bytea, letters, letter => letter.Key);
        command.AddColumn(NpgsqlDbType.Bytea, letters, letter => letter.ValueHead);
        command.AddColumn(NpgsqlDbType.Integer, letters, letter => letter.ValueSize);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private NpgsqlCommand FencedCommand(string sql, Fence fence)
    {
        var command = database.Source.CreateCommand(sql);
        command.Add(NpgsqlDbType.Text, fence.Topic);
        command.Add(NpgsqlDbType.Integer, fence.Partition);
        command.Add(NpgsqlDbType.Bigint, fence.OwnerEpoch);
        return command;
    }
}
