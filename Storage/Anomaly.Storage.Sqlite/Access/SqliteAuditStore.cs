using Anomaly.Storage.Access;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Access;

internal sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, AuditSql.Add)
                    .With("@at", StoredTime.Milliseconds(entry.At))
                    .With("@actor", StoredText.Clean(entry.Actor))
                    .With("@role", entry.Role)
                    .With("@address", entry.Address)
                    .With("@action", entry.Action)
                    .With("@target", StoredText.Clean(entry.Target))
                    .With("@before", entry.Before is null ? null : StoredText.CleanJson(entry.Before))
                    .With("@after", entry.After is null ? null : StoredText.CleanJson(entry.After));
                return command.ExecuteNonQuery();
            },
            cancellationToken);

    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, AuditSql.Page(query))
                    .With("@actor", query.Actor)
                    .With("@action", query.Action)
                    .With("@target", query.Target)
                    .With("@from", query.From is { } from ? Ceiling(from) : null)
                    .With("@to", query.To is { } to ? Ceiling(to) : null)
                    .With("@after", query.After)
                    .With("@limit", Math.Max(0, query.Limit));
                return command.ReadAll(Read);
            },
            cancellationToken);

    /// <summary>Whole milliseconds are at or after a time where they are so of the next of them.</summary>
    private static long Ceiling(DateTimeOffset time) => StoredTime.Milliseconds(time) + (time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);

    private static AuditEntry Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        At = StoredTime.FromMilliseconds(reader.GetInt64(1)),
        Actor = reader.GetString(2),
        Role = reader.GetString(3),
        Address = reader.TextOrNull(4),
        Action = reader.GetString(5),
        Target = reader.GetString(6),
        Before = reader.TextOrNull(7),
        After = reader.TextOrNull(8),
    };
}
