using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Notifications;

internal sealed class SqliteChannelStore(SqliteDatabase database) : IChannelStore
{
    public async Task<IReadOnlyList<ChannelRow>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, ChannelSql.All);
                return command.ReadAll(Read);
            },
            cancellationToken);

    public Task<ChannelRow?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, ChannelSql.One).With("@name", name);
                return command.ReadAll(Read).SingleOrDefault();
            },
            cancellationToken);

    public Task<long?> SaveAsync(ChannelRow channel, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                var next = ChannelSql.Next(channel);
                using var command = connection.Command(transaction, channel.Revision == 0 ? ChannelSql.Insert : ChannelSql.Update)
                    .With("@name", channel.Name)
                    .With("@type", channel.Type)
                    .With("@enabled", channel.Enabled)
                    .With("@settings", StoredText.CleanJson(channel.Settings))
                    .With("@secrets", ChannelSql.Write(channel.Secrets))
                    .With("@next", next)
                    .With("@updated_at", StoredTime.Milliseconds(channel.UpdatedAt))
                    .With("@revision", channel.Revision);
                return command.ExecuteNonQuery() == 1 ? next : (long?)null;
            },
            cancellationToken);

    public Task<ChannelDeletion> DeleteAsync(string name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var users = connection.Command(transaction, ChannelSql.Users).With("@name", name);
                var routes = users.ReadAll(reader => reader.GetInt32(0));
                using var delete = connection.Command(transaction, ChannelSql.Delete).With("@name", name);
                return routes.Count > 0 ? new ChannelDeletion(Found: true, routes) : new ChannelDeletion(delete.ExecuteNonQuery() == 1, []);
            },
            cancellationToken);

    public Task NoteDeliveryAsync(string name, LastDelivery delivery, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, ChannelSql.Note)
                    .With("@name", name)
                    .With("@at", StoredTime.Milliseconds(delivery.At))
                    .With("@outcome", StoredText.Clean(delivery.Outcome))
                    .With("@detail", delivery.Detail is null ? null : StoredText.Clean(delivery.Detail));
                return command.ExecuteNonQuery();
            },
            cancellationToken);

    private static ChannelRow Read(SqliteDataReader reader) => new()
    {
        Name = reader.GetString(0),
        Type = reader.GetString(1),
        Enabled = reader.GetBoolean(2),
        Settings = reader.GetString(3),
        Secrets = ChannelSql.Read(reader.GetString(4)),
        Revision = reader.GetInt64(5),
        UpdatedAt = StoredTime.FromMilliseconds(reader.GetInt64(6)),
        LastDelivery = reader.IsDBNull(7) ? null : new(StoredTime.FromMilliseconds(reader.GetInt64(7)), reader.GetString(8), reader.TextOrNull(9)),
    };
}
