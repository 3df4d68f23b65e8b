using Anomaly.Storage.Notifications;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Notifications;

internal sealed class PostgresKeyRingStore(PostgresDatabase database, TimeProvider time) : IKeyRingStore
{
    public async Task<IReadOnlyList<KeyRingElement>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(KeyRingSql.All);
        return await command.ReadAllAsync(reader => new KeyRingElement(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)), cancellationToken);
    }

    public async Task AddAsync(KeyRingElement element, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(KeyRingSql.Add);
        command.Add("id", NpgsqlDbType.Uuid, element.Id);
        command.Add("name", NpgsqlDbType.Text, element.Name);
        command.Add("xml", NpgsqlDbType.Text, element.Xml);
        command.Add("now", NpgsqlDbType.TimestampTz, time.GetUtcNow().UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> ReplaceAsync(KeyRingElement element, string xml, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(KeyRingSql.Replace);
        command.Add("id", NpgsqlDbType.Uuid, element.Id);
        command.Add("xml", NpgsqlDbType.Text, element.Xml);
        command.Add("to", NpgsqlDbType.Text, xml);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
