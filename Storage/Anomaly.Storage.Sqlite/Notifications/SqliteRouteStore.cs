using Anomaly.Storage.Notifications;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Notifications;

internal sealed class SqliteRouteStore(SqliteDatabase database) : IRouteStore
{
    public Task<StoredRoutes> GetAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, RouteSql.All);
                var rows = command.ReadAll(reader => (Revision: reader.GetInt64(0), Route: reader.IsDBNull(1) ? null : new RouteRow(reader.GetString(1), reader.GetString(2))));
                return new StoredRoutes(rows[0].Revision, [.. rows.Select(row => row.Route).OfType<RouteRow>()]);
            },
            cancellationToken);

    public Task<RouteSaving> SaveAsync(IReadOnlyList<RouteRow> routes, long? expectedRevision, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => Save(connection, transaction, routes, expectedRevision), cancellationToken);

    private static RouteSaving Save(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<RouteRow> routes, long? expectedRevision)
    {
        using var now = connection.Command(transaction, RouteSql.Revision);
        var revision = (long)now.ExecuteScalar()!;
        if (expectedRevision is { } expected && expected != revision)
            return new(revision, Conflict: true, []);

        using var channels = connection.Command(transaction, ChannelSql.All);
        var known = channels.ReadAll(reader => reader.GetString(0));
        if (routes.Select(route => route.Channel).Except(known).ToArray() is { Length: > 0 } missing)
            return new(revision, Conflict: false, missing);

        using var clear = connection.Command(transaction, RouteSql.Clear);
        clear.ExecuteNonQuery();
        using var insert = connection.Command(transaction, RouteSql.Insert);
        foreach (var (position, route) in routes.Index())
            insert.With("@position", position).With("@channel", route.Channel).With("@definition", StoredText.CleanJson(route.Definition)).ExecuteNonQuery();

        using var again = connection.Command(transaction, RouteSql.RouteAgain);
        again.ExecuteNonQuery();
        using var raise = connection.Command(transaction, RouteSql.Raise);
        return new((long)raise.ExecuteScalar()!, Conflict: false, []);
    }
}
