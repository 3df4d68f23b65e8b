using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.DeadLetters;

internal sealed class SqliteDeadLetterStore(SqliteDatabase database) : IDeadLetterStore
{
    public async Task<IReadOnlyList<DeadLetter>> NewestAsync(int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, DeadLetterSql.Newest).With("@limit", Math.Max(0, limit));
                return command.ReadAll(Read);
            },
            cancellationToken);

    public async Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, DeadLetterSql.Count);
                return command.ReadAll(reader => new DeadLetterCount(
                    reader.GetString(0), reader.GetInt64(1), StoredTime.FromMilliseconds(reader.GetInt64(2))));
            },
            cancellationToken);

    private static DeadLetter Read(SqliteDataReader reader) => new()
    {
        Topic = reader.GetString(0),
        Epoch = reader.GetInt32(1),
        Partition = reader.GetInt32(2),
        Offset = reader.GetInt64(3),
        Reason = reader.GetString(4),
        Detail = reader.GetString(5),
        At = StoredTime.FromMilliseconds(reader.GetInt64(6)),
        Key = reader.BytesOrNull(7),
        ValueHead = reader.GetFieldValue<byte[]>(8),
        ValueSize = reader.GetInt32(9),
    };
}
