using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;

namespace Anomaly.Storage.Sqlite.Incidents;

/// <summary>The file has one writer at a time, so that nobody holds anything that another would have to pass by.</summary>
internal sealed class SqliteIncidentInbox(SqliteDatabase database, TimeProvider time) : IIncidentInbox
{
    // Longer than an anomaly waits in the inbox while a worker is at work on it.
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(10);

    private const string Quiet = """
        update incidents set status = 'resolved', resolved_by = 'quiet', resolved_at = @now, revision = revision + 1
        where id in (
          select id from incidents
          where status = 'firing' and counted_at <= @quiet_before and not exists (select 1 from incident_inbox where entered_at <= @overdue)
          order by counted_at limit @limit)
        returning id, revision
        """;

    public Task<InboxBatch> TakeAsync(int limit, IIncidentFold fold, CancellationToken cancellationToken)
    {
        var now = StoredTime.Milliseconds(time.GetUtcNow());
        return database.WriteAsync((connection, transaction) => new SqliteInboxBatch(connection, transaction).Run(limit, fold, now), cancellationToken);
    }

    public Task<int> ResolveQuietAsync(TimeSpan gap, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, Quiet)
                    .With("@quiet_before", StoredTime.Milliseconds(now - gap)).With("@overdue", StoredTime.Milliseconds(now - Overdue))
                    .With("@now", StoredTime.Milliseconds(now)).With("@limit", limit);
                return SqliteChanges.Tell(connection, transaction, command, IncidentChangeKind.Resolved, StoredTime.Milliseconds(now));
            },
            cancellationToken);
    }

    public Task<bool> ResolveNormalAsync(Guid id, long revision, CancellationToken cancellationToken)
    {
        var now = StoredTime.Milliseconds(time.GetUtcNow());
        return database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, IncidentSql.ResolveNormal)
                    .With("@id", SqliteValues.Text(id)).With("@revision", revision).With("@now", now);
                return SqliteChanges.Tell(connection, transaction, command, IncidentChangeKind.Resolved, now) == 1;
            },
            cancellationToken);
    }

    public Task<InboxMeasure> MeasureAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, IncidentSql.Measure);
                return command.ReadAll(reader => new InboxMeasure(reader.GetInt64(0), IncidentReader.TimeOrNull(reader, 1), reader.GetInt64(2)))[0];
            },
            cancellationToken);
}
