using Anomaly.Storage.DeadLetters;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.DeadLetters;

internal sealed class PostgresDeadLetterStore(PostgresDatabase database) : IDeadLetterStore
{
    public async Task<IReadOnlyList<DeadLetter>> NewestAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(DeadLetterSql.Newest);
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(DeadLetterSql.Count);
        return await command.ReadAllAsync(
            reader => new DeadLetterCount(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
    }

    private static DeadLetter Read(NpgsqlDataReader reader) => new()
    {
        Topic = reader.GetString(0),
        Epoch = reader.GetInt32(1),
        Partition = reader.GetInt32(2),
        Offset = reader.GetInt64(3),
        Reason = reader.GetString(4),
        Detail = reader.GetString(5),
        At = reader.GetFieldValue<DateTimeOffset>(6),
        Key = reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7),
        ValueHead = reader.GetFieldValue<byte[]>(8),
        ValueSize = reader.GetInt32(9),
    };
}
