using Anomaly.Storage.Access;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Access;

internal sealed class PostgresAuditStore(PostgresDatabase database) : IAuditStore
{
    public async Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(AuditSql.Add);
        command.Add("at", NpgsqlDbType.TimestampTz, StoredTime.Cut(entry.At).UtcDateTime);
        command.Add("actor", NpgsqlDbType.Text, StoredText.Clean(entry.Actor));
        command.Add("role", NpgsqlDbType.Text, entry.Role);
        command.Add("address", NpgsqlDbType.Text, entry.Address);
        command.Add("action", NpgsqlDbType.Text, entry.Action);
        command.Add("target", NpgsqlDbType.Text, StoredText.Clean(entry.Target));
        command.Add("before", NpgsqlDbType.Json, entry.Before is null ? null : StoredText.CleanJson(entry.Before));
        command.Add("after", NpgsqlDbType.Json, entry.After is null ? null : StoredText.CleanJson(entry.After));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        if (!new[] { query.Actor, query.Action, query.Target }.All(text => text is null || StoredText.IsStorable(text)))
            return [];

        await using var command = database.Source.CreateCommand(AuditSql.Page(query));
        command.Add("actor", NpgsqlDbType.Text, query.Actor);
        command.Add("action", NpgsqlDbType.Text, query.Action);
        command.Add("target", NpgsqlDbType.Text, query.Target);
        command.Add("from", NpgsqlDbType.TimestampTz, query.From?.UtcDateTime);
        command.Add("to", NpgsqlDbType.TimestampTz, query.To?.UtcDateTime);
        command.Add("after", NpgsqlDbType.Bigint, query.After);
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    private static AuditEntry Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        At = reader.GetFieldValue<DateTimeOffset>(1),
        Actor = reader.GetString(2),
        Role = reader.GetString(3),
        Address = TextOrNull(reader, 4),
        Action = reader.GetString(5),
        Target = reader.GetString(6),
        Before = TextOrNull(reader, 7),
        After = TextOrNull(reader, 8),
    };

    private static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
