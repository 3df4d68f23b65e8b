using Anomaly.Storage.Outbox;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

internal sealed class PostgresGroupStore(PostgresDatabase database, TimeProvider time) : IGroupStore
{
    private const int MaxAttempts = 5;

    private const string Hasten = """
        update notification_groups set due_at = coalesce(last_look + $3, first_seen + $2)
        where group_key in (
          select group_key from notification_groups where route_key = $1 and due_at > coalesce(last_look + $3, first_seen + $2) for update skip locked)
        """;

    public async Task<RouteBatch> RouteAsync(int limit, IIncidentRouter router, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await ShortTransaction.BeginAsync(database, cancellationToken);
                return await new RouteTransaction(transaction, time.GetUtcNow()).RunAsync(limit, router, cancellationToken);
            }
            catch (PostgresException exception) when (attempt < MaxAttempts
                && exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                // A process that was stopped in the middle of a look, or one whose look takes long, has a group of these.
            }
        }
    }

    public async Task<LookBatch> LookAsync(int limit, IGroupLooker looker, CancellationToken cancellationToken)
    {
        await using var transaction = await ShortTransaction.BeginAsync(database, cancellationToken);
        return await new LookTransaction(transaction, time.GetUtcNow()).RunAsync(limit, looker, cancellationToken);
    }

    public async Task HastenAsync(string routeKey, TimeSpan wait, TimeSpan interval, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Hasten);
        command.Add(NpgsqlDbType.Text, routeKey);
        command.Add(NpgsqlDbType.Interval, wait);
        command.Add(NpgsqlDbType.Interval, interval);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
