using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Notifications;

internal sealed class PostgresChannelStore(PostgresDatabase database) : IChannelStore
{
    public async Task<IReadOnlyList<ChannelRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ChannelSql.All);
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<ChannelRow?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!StoredText.IsStorable(name))
            return null;
        await using var command = database.Source.CreateCommand(ChannelSql.One);
        command.Add("name", NpgsqlDbType.Text, name);
        return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault();
    }

    public async Task<long?> SaveAsync(ChannelRow channel, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(channel.Revision == 0 ? ChannelSql.Insert : ChannelSql.Update);
        var next = ChannelSql.Next(channel);
        command.Add("name", NpgsqlDbType.Text, channel.Name);
        command.Add("type", NpgsqlDbType.Text, channel.Type);
        command.Add("enabled", NpgsqlDbType.Boolean, channel.Enabled);
        command.Add("settings", NpgsqlDbType.Json, StoredText.CleanJson(channel.Settings));
        command.Add("secrets", NpgsqlDbType.Json, ChannelSql.Write(channel.Secrets));
        command.Add("next", NpgsqlDbType.Bigint, next);
        command.Add("updated_at", NpgsqlDbType.TimestampTz, StoredTime.Cut(channel.UpdatedAt).UtcDateTime);
        if (channel.Revision != 0)
            command.Add("revision", NpgsqlDbType.Bigint, channel.Revision);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? next : null;
    }

    public async Task<ChannelDeletion> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (!StoredText.IsStorable(name))
            return new(Found: false, []);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // With the row locked no route can begin to name it; one that did is seen below.
        if (await Command("select 1 from channels where name = @name for update").ExecuteScalarAsync(cancellationToken) is null)
            return new(Found: false, []);
        var routes = await Command(ChannelSql.Users).ReadAllAsync(reader => reader.GetInt32(0), cancellationToken);
        if (routes.Count == 0)
        {
            await Command(ChannelSql.Delete).ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return new(Found: true, routes);

        NpgsqlCommand Command(string sql)
        {
            var command = new NpgsqlCommand(sql, connection, transaction);
            command.Add("name", NpgsqlDbType.Text, name);
            return command;
        }
    }

    public async Task NoteDeliveryAsync(string name, LastDelivery delivery, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ChannelSql.Note);
        command.Add("name", NpgsqlDbType.Text, name);
        command.Add("at", NpgsqlDbType.TimestampTz, StoredTime.Cut(delivery.At).UtcDateTime);
        command.Add("outcome", NpgsqlDbType.Text, StoredText.Clean(delivery.Outcome));
        command.Add("detail", NpgsqlDbType.Text, delivery.Detail is null ? null : StoredText.Clean(delivery.Detail));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ChannelRow Read(NpgsqlDataReader reader) => new()
    {
        Name = reader.GetString(0),
        Type = reader.GetString(1),
        Enabled = reader.GetBoolean(2),
        Settings = reader.GetString(3),
        Secrets = ChannelSql.Read(reader.GetString(4)),
        Revision = reader.GetInt64(5),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(6),
        LastDelivery = reader.IsDBNull(7) ? null : new(reader.GetFieldValue<DateTimeOffset>(7), reader.GetString(8), reader.IsDBNull(9) ? null : reader.GetString(9)),
    };
}
