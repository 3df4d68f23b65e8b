using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;

namespace Anomaly.Storage.Sqlite.Notifications;

internal sealed class SqliteKeyRingStore(SqliteDatabase database, TimeProvider time) : IKeyRingStore
{
    public async Task<IReadOnlyList<KeyRingElement>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, KeyRingSql.All);
                return command.ReadAll(reader => new KeyRingElement(Guid.Parse(reader.GetString(0)), reader.GetString(1), reader.GetString(2)));
            },
            cancellationToken);

    public Task AddAsync(KeyRingElement element, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, KeyRingSql.Add)
                    .With("@id", SqliteValues.Text(element.Id))
                    .With("@name", element.Name)
                    .With("@xml", element.Xml)
                    .With("@now", StoredTime.Milliseconds(time.GetUtcNow()));
                return command.ExecuteNonQuery();
            },
            cancellationToken);

    public Task<bool> ReplaceAsync(KeyRingElement element, string xml, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, KeyRingSql.Replace)
                    .With("@id", SqliteValues.Text(element.Id))
                    .With("@xml", element.Xml)
                    .With("@to", xml);
                return command.ExecuteNonQuery() == 1;
            },
            cancellationToken);
}
