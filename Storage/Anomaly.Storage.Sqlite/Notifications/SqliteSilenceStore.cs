using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Notifications;

internal sealed class SqliteSilenceStore(SqliteDatabase database) : ISilenceStore
{
    public Task SaveAsync(IReadOnlyList<SilenceRow> silences, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, SilencePageSql.Save);
                foreach (var silence in silences)
                {
                    command.With("@id", SqliteValues.Text(silence.Id))
                        .With("@starts_at", StoredTime.Milliseconds(silence.StartsAt))
                        .With("@ends_at", StoredTime.Milliseconds(silence.EndsAt))
                        .With("@updated_at", StoredTime.Milliseconds(silence.UpdatedAt))
                        .With("@created_by", StoredText.Clean(silence.CreatedBy))
                        .With("@comment", StoredText.Clean(silence.Comment))
                        .With("@matchers", StoredText.CleanJson(silence.Matchers))
                        .With("@learn", silence.Learn)
                        .With("@recurrence", silence.Recurrence is null ? null : StoredText.CleanJson(silence.Recurrence))
                        .ExecuteNonQuery();
                }

                return silences.Count;
            },
            cancellationToken);

    public Task<SilenceRow?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, SilencePageSql.One).With("@id", SqliteValues.Text(id));
                return command.ReadAll(Read).SingleOrDefault();
            },
            cancellationToken);

    public async Task<IReadOnlyList<SilenceRow>> ListAsync(SilenceQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, SilencePageSql.Page(query))
                    .With("@now", StoredTime.Milliseconds(query.Now))
                    .With("@limit", Math.Max(0, query.Limit));
                if (query.After is { } after)
                    command.With("@after_at", StoredTime.Milliseconds(after.EndsAt)).With("@after_id", SqliteValues.Text(after.Id));
                return command.ReadAll(Read);
            },
            cancellationToken);

    private static SilenceRow Read(SqliteDataReader reader) => new()
    {
        Id = Guid.Parse(reader.GetString(0)),
        StartsAt = StoredTime.FromMilliseconds(reader.GetInt64(1)),
        EndsAt = StoredTime.FromMilliseconds(reader.GetInt64(2)),
        UpdatedAt = StoredTime.FromMilliseconds(reader.GetInt64(3)),
        CreatedBy = reader.GetString(4),
        Comment = reader.GetString(5),
        Matchers = reader.GetString(6),
        Learn = reader.GetBoolean(7),
        Recurrence = reader.TextOrNull(8),
    };
}
