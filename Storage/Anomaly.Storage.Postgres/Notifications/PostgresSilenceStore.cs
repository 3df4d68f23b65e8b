using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Notifications;

internal sealed class PostgresSilenceStore(PostgresDatabase database) : ISilenceStore
{
    public async Task SaveAsync(IReadOnlyList<SilenceRow> silences, CancellationToken cancellationToken)
    {
        // One batch is one transaction.
        await using var batch = database.Source.CreateBatch();
        foreach (var silence in silences)
        {
            var command = new NpgsqlBatchCommand(SilencePageSql.Save);
            Add(command, "id", NpgsqlDbType.Uuid, silence.Id);
            Add(command, "starts_at", NpgsqlDbType.TimestampTz, Time(silence.StartsAt));
            Add(command, "ends_at", NpgsqlDbType.TimestampTz, Time(silence.EndsAt));
            Add(command, "updated_at", NpgsqlDbType.TimestampTz, Time(silence.UpdatedAt));
            Add(command, "created_by", NpgsqlDbType.Text, StoredText.Clean(silence.CreatedBy));
            Add(command, "comment", NpgsqlDbType.Text, StoredText.Clean(silence.Comment));
            Add(command, "matchers", NpgsqlDbType.Json, StoredText.CleanJson(silence.Matchers));
            Add(command, "learn", NpgsqlDbType.Boolean, silence.Learn);
            Add(command, "recurrence", NpgsqlDbType.Json, silence.Recurrence is null ? null : StoredText.CleanJson(silence.Recurrence));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<SilenceRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(SilencePageSql.One);
        command.Add("id", NpgsqlDbType.Uuid, id);
        return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<SilenceRow>> ListAsync(SilenceQuery query, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(SilencePageSql.Page(query));
        if (query.Stages.Count > 0)
            command.Add("now", NpgsqlDbType.TimestampTz, Time(query.Now));
        if (query.After is { } after)
        {
            command.Add("after_at", NpgsqlDbType.TimestampTz, Time(after.EndsAt));
            command.Add("after_id", NpgsqlDbType.Uuid, after.Id);
        }

        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    private static DateTime Time(DateTimeOffset time) => StoredTime.Cut(time).UtcDateTime;

    private static void Add<T>(NpgsqlBatchCommand command, string name, NpgsqlDbType type, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { ParameterName = name, NpgsqlDbType = type, TypedValue = value });

    private static SilenceRow Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        StartsAt = reader.GetFieldValue<DateTimeOffset>(1),
        EndsAt = reader.GetFieldValue<DateTimeOffset>(2),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(3),
        CreatedBy = reader.GetString(4),
        Comment = reader.GetString(5),
        Matchers = reader.GetString(6),
        Learn = reader.GetBoolean(7),
        Recurrence = reader.IsDBNull(8) ? null : reader.GetString(8),
    };
}
