using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Postgres.Incidents;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>Every method is one statement that commits by itself.</summary>
internal sealed class PostgresOutbox(PostgresDatabase database, TimeProvider time) : IOutbox
{
    private const string Claim = """
        with mine as materialized (
          select o.id from unnest($1, $2) as room (channel, free)
          cross join lateral (
            select w.id from outbox as w
            where w.channel = room.channel and w.state = 'waiting' and w.due_at <= $3 and (w.lease_until is null or w.lease_until <= $3)
              and not exists (
                select from outbox as e where e.channel = w.channel and e.group_key = w.group_key and e.state = 'waiting' and e.seq < w.seq)
            order by w.due_at, w.seq limit room.free for update of w skip locked) as o)
        update outbox set lease_until = $4, lease_owner = $5, attempts = attempts + 1 from mine where outbox.id = mine.id
        returning outbox.id, channel, attempts, created_at, payload
        """;

    // The others in any order: those that another process has at hand are left to it.
    private const string Complete = """
        with done as (
          update outbox set state = @state, status_code = @status, detail = @detail, due_at = coalesce(@due, due_at), held_until = @held,
            finished_at = @finished, lease_until = null, lease_owner = null
          where id = @id and lease_owner = @owner and attempts = @attempt and state = 'waiting' returning channel, state),
        asleep as (
          select o.id from outbox as o join done on o.channel = done.channel
          where done.state = 'delivered' and o.state = 'waiting' and o.due_at > @now and o.due_at > coalesce(o.held_until, @now) and o.lease_owner is null
          for update of o skip locked),
        awake as (
          update outbox as o set due_at = greatest(@now, o.held_until) from asleep where o.id = asleep.id)
        select count(*) from done
        """;

    public async Task<IReadOnlyList<OutboxLease>> ClaimAsync(IReadOnlyCollection<ChannelRoom> room, Guid owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (room.Count == 0)
            return [];
        var now = time.GetUtcNow();
        await using var command = database.Source.CreateCommand(Claim);
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, room.Select(each => StoredText.Clean(each.Channel)).ToArray());
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Integer, room.Select(each => each.Free).ToArray());
        command.Add(NpgsqlDbType.TimestampTz, InboxParameters.Time(now));
        command.Add(NpgsqlDbType.TimestampTz, InboxParameters.Time(now + lease));
        command.Add(NpgsqlDbType.Uuid, owner);
        return await command.ReadAllAsync(
            reader => new OutboxLease
            {
                Id = reader.GetGuid(0),
                Channel = reader.GetString(1),
                Attempt = reader.GetInt32(2),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(3),
                Payload = reader.GetString(4),
            },
            cancellationToken);
    }

    public async Task<bool> CompleteAsync(OutboxLease lease, Guid owner, OutboxOutcome outcome, CancellationToken cancellationToken)
    {
        var now = InboxParameters.Time(time.GetUtcNow());
        await using var command = database.Source.CreateCommand(Complete);
        command.Add("id", NpgsqlDbType.Uuid, lease.Id);
        command.Add("owner", NpgsqlDbType.Uuid, owner);
        command.Add("attempt", NpgsqlDbType.Integer, lease.Attempt);
        command.Add("state", NpgsqlDbType.Text, OutboxWords.Of(outcome.State));
        command.Add("status", NpgsqlDbType.Integer, outcome.StatusCode);
        command.Add("detail", NpgsqlDbType.Text, outcome.Detail is null ? null : StoredText.Clean(outcome.Detail));
        command.Add("due", NpgsqlDbType.TimestampTz, TimeOrNull(outcome.DueAt));
        command.Add("held", NpgsqlDbType.TimestampTz, TimeOrNull(outcome.HeldUntil));
        command.Add("finished", NpgsqlDbType.TimestampTz, outcome.State == OutboxState.Waiting ? null : (DateTime?)now);
        command.Add("now", NpgsqlDbType.TimestampTz, now);
        return await command.ExecuteScalarAsync(cancellationToken) is 1L;
    }

    public async Task<IReadOnlyList<OutboxItem>> ListAsync(OutboxQuery query, CancellationToken cancellationToken)
    {
        if (query.Channel is { } wanted && !StoredText.IsStorable(wanted))
            return [];
        await using var command = database.Source.CreateCommand(OutboxSql.Page(query));
        if (query.Channel is { } channel)
            command.Add("channel", NpgsqlDbType.Text, channel);
        if (query.After is { } after)
            command.Add("after", NpgsqlDbType.Bigint, after);
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<OutboxItem?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OutboxSql.One);
        command.Add("id", NpgsqlDbType.Uuid, id);
        return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault();
    }

    public async Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OutboxSql.Retry);
        command.Add("id", NpgsqlDbType.Uuid, id);
        command.Add("now", NpgsqlDbType.TimestampTz, InboxParameters.Time(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<int> CancelAsync(string channel, string detail, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OutboxSql.Cancel);
        command.Add("channel", NpgsqlDbType.Text, StoredText.Clean(channel));
        command.Add("detail", NpgsqlDbType.Text, StoredText.Clean(detail));
        command.Add("now", NpgsqlDbType.TimestampTz, InboxParameters.Time(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OutboxSql.Prune);
        command.Add("before", NpgsqlDbType.TimestampTz, InboxParameters.Time(before));
        command.Add("limit", NpgsqlDbType.Integer, limit);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<OutboxMeasure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OutboxSql.Measure);
        return await command.ReadAllAsync(
            reader => new OutboxMeasure(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
    }

    private static DateTime? TimeOrNull(DateTimeOffset? at) => at is { } there ? InboxParameters.Time(there) : null;

    private static OutboxItem Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Seq = reader.GetInt64(1),
        Channel = reader.GetString(2),
        RouteKey = reader.GetString(3),
        GroupKey = reader.GetString(4),
        Kind = reader.GetString(5),
        Severity = AnomalyWords.Severity(reader.GetString(6)),
        Incident = reader.GetGuid(7),
        IncidentCount = reader.GetInt32(8),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        DueAt = reader.GetFieldValue<DateTimeOffset>(10),
        Attempts = reader.GetInt32(11),
        State = OutboxWords.State(reader.GetString(12)),
        StatusCode = reader.IsDBNull(13) ? null : reader.GetInt32(13),
        Detail = reader.IsDBNull(14) ? null : reader.GetString(14),
        FinishedAt = IncidentReader.Time(reader, 15),
    };
}
