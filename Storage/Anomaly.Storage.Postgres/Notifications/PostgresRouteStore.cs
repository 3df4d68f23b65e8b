using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Notifications;

internal sealed class PostgresRouteStore(PostgresDatabase database) : IRouteStore
{
    // With the rows locked none of the channels goes away before the routes that name them are there.
    private const string Known = "select name from channels where name = any (@names) for key share";

    public async Task<StoredRoutes> GetAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(RouteSql.All);
        var rows = await command.ReadAllAsync(
            reader => (Revision: reader.GetInt64(0), Route: reader.IsDBNull(1) ? null : new RouteRow(reader.GetString(1), reader.GetString(2))), cancellationToken);
        return new(rows[0].Revision, [.. rows.Select(row => row.Route).OfType<RouteRow>()]);
    }

    public async Task<RouteSaving> SaveAsync(IReadOnlyList<RouteRow> routes, long? expectedRevision, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var raise = new NpgsqlCommand(RouteSql.Raise, connection, transaction);
        var revision = (long)(await raise.ExecuteScalarAsync(cancellationToken))!;
        if (expectedRevision is { } expected && expected != revision - 1)
            return new(revision - 1, Conflict: true, []);

        await using var find = new NpgsqlCommand(Known, connection, transaction);
        var names = routes.Select(route => route.Channel).Distinct().ToArray();
        find.Add("names", NpgsqlDbType.Array | NpgsqlDbType.Text, names);
        var known = await find.ReadAllAsync(reader => reader.GetString(0), cancellationToken);
        if (names.Except(known).ToArray() is { Length: > 0 } missing)
            return new(revision - 1, Conflict: false, missing);

        await using var clear = new NpgsqlCommand(RouteSql.Clear, connection, transaction);
        await clear.ExecuteNonQueryAsync(cancellationToken);
        foreach (var (position, route) in routes.Index())
        {
            await using var insert = new NpgsqlCommand(RouteSql.Insert, connection, transaction);
            insert.Add("position", NpgsqlDbType.Integer, position);
            insert.Add("channel", NpgsqlDbType.Text, route.Channel);
            insert.Add("definition", NpgsqlDbType.Json, StoredText.CleanJson(route.Definition));
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var again = new NpgsqlCommand(RouteSql.RouteAgain, connection, transaction);
        await again.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(revision, Conflict: false, []);
    }
}
