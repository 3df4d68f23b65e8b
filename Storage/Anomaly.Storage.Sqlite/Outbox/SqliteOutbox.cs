using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Incidents;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Outbox;

internal sealed class SqliteOutbox(SqliteDatabase database, TimeProvider time) : IOutbox
{
    private const string Claim = """
        update outbox set lease_until = @until, lease_owner = @owner, attempts = attempts + 1
        where seq in (
          select w.seq from outbox as w
          where w.channel = @channel and w.state = 'waiting' and w.due_at <= @now and (w.lease_until is null or w.lease_until <= @now)
            and not exists (
              select 1 from outbox as e where e.channel = w.channel and e.group_key = w.group_key and e.state = 'waiting' and e.seq < w.seq)
          order by w.due_at, w.seq limit @free)
        returning id, channel, attempts, created_at, payload
        """;

    private const string Complete = """
        update outbox set state = @state, status_code = @status, detail = @detail, due_at = coalesce(@due, due_at), held_until = @held,
          finished_at = @finished, lease_until = null, lease_owner = null
        where id = @id and lease_owner = @owner and attempts = @attempt and state = 'waiting'
        """;

    private const string Wake = """
        update outbox set due_at = max(@now, coalesce(held_until, @now))
        where channel = @channel and state = 'waiting' and due_at > @now and due_at > coalesce(held_until, @now) and lease_owner is null
        """;

    private long Now => StoredTime.Milliseconds(time.GetUtcNow());

    public async Task<IReadOnlyList<OutboxLease>> ClaimAsync(IReadOnlyCollection<ChannelRoom> room, Guid owner, TimeSpan lease, CancellationToken cancellationToken) =>
        room.Count == 0
            ? []
            : await database.WriteAsync(
                (connection, transaction) =>
                {
                    var now = Now;
                    var leases = new List<OutboxLease>();
                    using var command = connection.Command(transaction, Claim)
                        .With("@now", now).With("@until", now + (long)lease.TotalMilliseconds).With("@owner", SqliteValues.Text(owner));
                    foreach (var (channel, free) in room)
                        leases.AddRange(command.With("@channel", channel).With("@free", free).ReadAll(ReadLease));
                    return leases;
                },
                cancellationToken);

    public Task<bool> CompleteAsync(OutboxLease lease, Guid owner, OutboxOutcome outcome, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                var now = Now;
                using var complete = connection.Command(transaction, Complete)
                    .With("@id", SqliteValues.Text(lease.Id)).With("@owner", SqliteValues.Text(owner)).With("@attempt", lease.Attempt)
                    .With("@state", OutboxWords.Of(outcome.State)).With("@status", outcome.StatusCode)
                    .With("@detail", outcome.Detail is null ? null : StoredText.Clean(outcome.Detail))
                    .With("@due", TimeOrNull(outcome.DueAt)).With("@held", TimeOrNull(outcome.HeldUntil))
                    .With("@finished", outcome.State == OutboxState.Waiting ? null : now);
                if (complete.ExecuteNonQuery() == 0)
                    return false;
                if (outcome.State == OutboxState.Delivered)
                {
                    using var wake = connection.Command(transaction, Wake).With("@channel", lease.Channel).With("@now", now);
                    wake.ExecuteNonQuery();
                }

                return true;
            },
            cancellationToken);

    public async Task<IReadOnlyList<OutboxItem>> ListAsync(OutboxQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, OutboxSql.Page(query)).With("@limit", Math.Max(0, query.Limit));
                if (query.Channel is not null)
                    command.With("@channel", query.Channel);
                if (query.After is not null)
                    command.With("@after", query.After);
                return command.ReadAll(Read);
            },
            cancellationToken);

    public Task<OutboxItem?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, OutboxSql.One).With("@id", SqliteValues.Text(id));
                return command.ReadAll(Read).SingleOrDefault();
            },
            cancellationToken);

    public async Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken) =>
        await WriteAsync(OutboxSql.Retry, command => command.With("@id", SqliteValues.Text(id)).With("@now", Now), cancellationToken) == 1;

    public Task<int> CancelAsync(string channel, string detail, CancellationToken cancellationToken) =>
        WriteAsync(OutboxSql.Cancel, command => command.With("@channel", channel).With("@detail", StoredText.Clean(detail)).With("@now", Now), cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        WriteAsync(OutboxSql.Prune, command => command.With("@before", StoredTime.Milliseconds(before)).With("@limit", limit), cancellationToken);

    public async Task<IReadOnlyList<OutboxMeasure>> MeasureAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, OutboxSql.Measure);
                return command.ReadAll(reader => new OutboxMeasure(reader.GetString(0), reader.GetInt64(1), IncidentReader.Time(reader, 2)));
            },
            cancellationToken);

    private static long? TimeOrNull(DateTimeOffset? at) => at is { } there ? StoredTime.Milliseconds(there) : null;

    private Task<int> WriteAsync(string sql, Func<SqliteCommand, SqliteCommand> with, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, sql);
                return with(command).ExecuteNonQuery();
            },
            cancellationToken);

    private static OutboxLease ReadLease(SqliteDataReader reader) => new()
    {
        Id = IncidentReader.Id(reader, 0),
        Channel = reader.GetString(1),
        Attempt = reader.GetInt32(2),
        CreatedAt = IncidentReader.Time(reader, 3),
        Payload = reader.GetString(4),
    };

    private static OutboxItem Read(SqliteDataReader reader) => new()
    {
        Id = IncidentReader.Id(reader, 0),
        Seq = reader.GetInt64(1),
        Channel = reader.GetString(2),
        RouteKey = reader.GetString(3),
        GroupKey = reader.GetString(4),
        Kind = reader.GetString(5),
        Severity = AnomalyWords.Severity(reader.GetString(6)),
        Incident = IncidentReader.Id(reader, 7),
        IncidentCount = reader.GetInt32(8),
        CreatedAt = IncidentReader.Time(reader, 9),
        DueAt = IncidentReader.Time(reader, 10),
        Attempts = reader.GetInt32(11),
        State = OutboxWords.State(reader.GetString(12)),
        StatusCode = reader.IsDBNull(13) ? null : reader.GetInt32(13),
        Detail = reader.TextOrNull(14),
        FinishedAt = IncidentReader.TimeOrNull(reader, 15),
    };
}
