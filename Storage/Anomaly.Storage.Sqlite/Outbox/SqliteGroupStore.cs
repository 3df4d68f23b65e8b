using Anomaly.Storage.Outbox;

namespace Anomaly.Storage.Sqlite.Outbox;

/// <summary>The file has one writer at a time, so that nobody holds anything that another would have to pass by.</summary>
internal sealed class SqliteGroupStore(SqliteDatabase database, TimeProvider time) : IGroupStore
{
    private const string Hasten = """
        update notification_groups set due_at = min(due_at, coalesce(last_look + @interval, first_seen + @wait)) where route_key = @route
        """;

    public Task<RouteBatch> RouteAsync(int limit, IIncidentRouter router, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => new SqliteRouteBatch(connection, transaction, time.GetUtcNow()).Run(limit, router), cancellationToken);

    public Task<LookBatch> LookAsync(int limit, IGroupLooker looker, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => new SqliteLookBatch(connection, transaction, time.GetUtcNow()).Run(limit, looker), cancellationToken);

    public Task HastenAsync(string routeKey, TimeSpan wait, TimeSpan interval, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, Hasten)
                    .With("@route", routeKey).With("@wait", (long)wait.TotalMilliseconds).With("@interval", (long)interval.TotalMilliseconds);
                return command.ExecuteNonQuery();
            },
            cancellationToken);
}
