using Anomaly.Storage.Retention;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Retention;

/// <summary>Every method is one short transaction. What a page deletes is free for what comes next; the file does not shrink.</summary>
internal sealed class SqliteRetentionStore(SqliteDatabase database, TimeProvider time) : IRetentionStore
{
    private const string FreeAnomaly = $"delete from anomalies as a where a.id = @id and {RetentionSql.AnomalyIsFree}";

    private const string FreeIncident = $"select i.id from incidents as i where i.id = @id and {RetentionSql.IncidentIsFree}";

    private const string DropIncident = """
        delete from incident_series where incident_id = @id;
        delete from incident_comments where incident_id = @id;
        delete from incidents where id = @id
        """;

    private const string OldDeadLetters = """
        select rowid, refused_at from dead_letters where refused_at < @before and refused_at >= @at order by refused_at limit @limit
        """;

    private const string OldAudit = "select id, at from audit_log where at < @before and at >= @at order by at limit @limit";

    public Task<bool> ClaimAsync(Guid owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, RetentionSql.Claim)
                    .With("@owner", SqliteValues.Text(owner)).With("@until", StoredTime.Milliseconds(now + lease)).With("@now", StoredTime.Milliseconds(now));
                return command.ExecuteNonQuery() == 1;
            },
            cancellationToken);
    }

    public Task<PrunedPage> PruneAnomaliesAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                var page = ReadPage(connection, transaction, RetentionSql.OldAnomalies, after, before, limit);
                using var delete = connection.Command(transaction, FreeAnomaly);
                return Answer(page.Sum(row => delete.With("@id", row.Id).ExecuteNonQuery()), page, limit);
            },
            cancellationToken);

    public Task<PrunedPage> PruneIncidentsAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                var page = ReadPage(connection, transaction, RetentionSql.OldIncidents, after, before, limit);
                using var free = connection.Command(transaction, FreeIncident).With("@before", StoredTime.Milliseconds(before));
                using var delete = connection.Command(transaction, DropIncident);
                var gone = page.Where(row => free.With("@id", row.Id).ExecuteScalar() is not null).ToArray();
                foreach (var (id, _) in gone)
                    delete.With("@id", id).ExecuteNonQuery();
                return Answer(gone.Length, page, limit);
            },
            cancellationToken);

    public Task<PrunedPage> PruneDeadLettersAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        PruneRowsAsync(OldDeadLetters, "delete from dead_letters where rowid = @row", after, before, limit, cancellationToken);

    public Task<PrunedPage> PruneAuditAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        PruneRowsAsync(OldAudit, "delete from audit_log where id = @row", after, before, limit, cancellationToken);

    private Task<PrunedPage> PruneRowsAsync(string oldest, string drop, PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var old = connection.Command(transaction, oldest)
                    .With("@at", StoredTime.Milliseconds(after.At)).With("@before", StoredTime.Milliseconds(before)).With("@limit", limit);
                var page = old.ReadAll(reader => (Row: reader.GetInt64(0), At: reader.GetInt64(1)));
                using var delete = connection.Command(transaction, drop);
                foreach (var (row, _) in page)
                    delete.With("@row", row).ExecuteNonQuery();
                return new PrunedPage(page.Count, page.Count < limit ? null : new PruneCursor(StoredTime.FromMilliseconds(page[^1].At), Guid.Empty));
            },
            cancellationToken);

    private static List<(string Id, long At)> ReadPage(
        SqliteConnection connection, SqliteTransaction transaction, string sql, PruneCursor after, DateTimeOffset before, int limit)
    {
        using var command = connection.Command(transaction, sql)
            .With("@at", StoredTime.Milliseconds(after.At)).With("@id", SqliteValues.Text(after.Id))
            .With("@before", StoredTime.Milliseconds(before)).With("@limit", limit);
        return command.ReadAll(reader => (reader.GetString(0), reader.GetInt64(1)));
    }

    private static PrunedPage Answer(int deleted, List<(string Id, long At)> page, int limit) =>
        new(deleted, page.Count < limit ? null : new PruneCursor(StoredTime.FromMilliseconds(page[^1].At), Guid.Parse(page[^1].Id)));
}
