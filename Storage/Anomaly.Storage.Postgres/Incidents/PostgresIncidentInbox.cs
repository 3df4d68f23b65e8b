using Anomaly.Storage.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Incidents;

internal sealed class PostgresIncidentInbox(PostgresDatabase database, TimeProvider time) : IIncidentInbox
{
    private const int MaxAttempts = 5;

    // Longer than an anomaly waits in the inbox while a worker is at work on it.
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(10);

    private static readonly string Normal = PostgresIncidentStore.Told(IncidentSql.ResolveNormal, IncidentChangeKind.Resolved);

    private const string Quiet = $"""
        with quiet as (
          select id from incidents
          where status = 'firing' and counted_at <= $1 and not exists (select from incident_inbox where entered_at <= $2)
          order by counted_at limit $4 for update skip locked),
        done as (
          update incidents set status = 'resolved', resolved_by = 'quiet', resolved_at = $3, revision = revision + 1
          from quiet where incidents.id = quiet.id returning incidents.id, revision),
        told as (
          insert into incident_changes (incident_id, revision, kind, at) select id, revision, 'resolved', $3 from done
          {IncidentSql.AddChange})
        select count(*) from done
        """;

    public async Task<InboxBatch> TakeAsync(int limit, IIncidentFold fold, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
                await using var transaction = new InboxTransaction(connection, await connection.BeginTransactionAsync(cancellationToken));
                return await transaction.RunAsync(limit, fold, time.GetUtcNow(), cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // A worker that was stopped in the middle, or one whose statement takes long, has the incidents of these keys.
                return new(0, LeftAlone: true);
            }
            catch (PostgresException exception) when (attempt < MaxAttempts
                && exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
            {
                // Another worker opened an incident of the same key meanwhile: now it can be seen.
            }
        }
    }

    public async Task<int> ResolveQuietAsync(TimeSpan gap, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.Source.CreateCommand(Quiet);
        command.Add(NpgsqlDbType.TimestampTz, InboxParameters.Time(now - gap));
        command.Add(NpgsqlDbType.TimestampTz, InboxParameters.Time(now - Overdue));
        command.Add(NpgsqlDbType.TimestampTz, InboxParameters.Time(now));
        command.Add(NpgsqlDbType.Integer, limit);
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<bool> ResolveNormalAsync(Guid id, long revision, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Normal);
        command.Add("id", NpgsqlDbType.Uuid, id);
        command.Add("revision", NpgsqlDbType.Bigint, revision);
        command.Add("now", NpgsqlDbType.TimestampTz, InboxParameters.Time(time.GetUtcNow()));
        return await command.ExecuteScalarAsync(cancellationToken) is 1L;
    }

    public async Task<InboxMeasure> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(IncidentSql.Measure);
        return (await command.ReadAllAsync(
            reader => new InboxMeasure(reader.GetInt64(0), IncidentReader.Time(reader, 1), reader.GetInt64(2)), cancellationToken))[0];
    }
}
