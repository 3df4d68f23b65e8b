using Anomaly.Storage.Schema;
using DbUp;
using DbUp.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Schema;

/// <summary>Migrates under an advisory lock of the schema, so that of several processes one works and the others find it done.</summary>
internal sealed class PostgresSchema(PostgresDatabase database, TimeProvider time, ILogger<PostgresSchema> logger) : IStorageSchema
{
    private const string Journal = "schema_versions";

    // A waiting process sits out the whole of another's migration, which may copy a large history.
    private const int LockSeconds = 3600;

    private static readonly MigrationSteps Steps = new(typeof(PostgresSchema).Assembly);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenUnpooledAsync(cancellationToken);
            await using (var take = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('anomaly schema ' || $1, 0))", connection))
            {
                take.CommandTimeout = LockSeconds;
                take.Add(NpgsqlDbType.Text, database.Schema);
                await take.ExecuteNonQueryAsync(cancellationToken);
            }

            await CreateSchemaAsync(connection, cancellationToken);
            var missing = Steps.Missing(await ReadJournalAsync(connection, cancellationToken), $"Storage:Schema is '{database.Schema}'");
            if (missing.Length > 0)
                await Task.Run(Upgrade, cancellationToken);
            foreach (var step in missing)
                Log.Migrated(logger, database.Schema, step);
        }
        catch (Exception exception) when (PostgresErrors.IsOurs(exception))
        {
            throw Explain(exception);
        }
    }

    public async Task AdoptAsync(string serviceId, CancellationToken cancellationToken)
    {
        try
        {
            // Of several first starts one inserts; the others wait for it and read what it wrote.
            await using var insert = database.Source.CreateCommand("insert into schema_owner (service_id, since) values ($1, $2) on conflict do nothing");
            insert.Add(NpgsqlDbType.Text, serviceId);
            insert.Add(NpgsqlDbType.TimestampTz, time.GetUtcNow().UtcDateTime);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            await using var read = database.Source.CreateCommand("select service_id from schema_owner");
            SchemaOwner.Check((string)(await read.ExecuteScalarAsync(cancellationToken))!, serviceId, "Storage:Schema", database.Schema);
        }
        catch (Exception exception) when (PostgresErrors.IsOurs(exception))
        {
            throw Explain(exception);
        }
    }

    public async Task EnsureAloneAsync(string clusterId, CancellationToken cancellationToken)
    {
        try
        {
            if (await ClusterNeighbour.FindAsync(database.Source, clusterId, time.GetUtcNow(), cancellationToken) is { } neighbour)
                throw neighbour.Refusal(clusterId, database.Schema);
        }
        catch (Exception exception) when (PostgresErrors.IsOurs(exception))
        {
            throw Explain(exception);
        }
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (Exception exception) when (PostgresErrors.IsOurs(exception))
        {
            throw Explain(exception);
        }
    }

    // The lock ends with the connection; from a pool it would outlive this method.
    private async Task<NpgsqlConnection> OpenUnpooledAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(UnpooledConnectionString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string UnpooledConnectionString() =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, MaxAutoPrepare = 0 }.ConnectionString;

    private async Task CreateSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // "if not exists" asks for the right to create even where the schema is there.
        await using var find = new NpgsqlCommand("select to_regnamespace($1) is not null", connection);
        find.Add(NpgsqlDbType.Text, database.Schema);
        if (await find.ExecuteScalarAsync(cancellationToken) is true)
            return;
        await using var create = new NpgsqlCommand($"create schema \"{database.Schema}\"", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<HashSet<string>> ReadJournalAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await using var find = new NpgsqlCommand("select to_regclass($1) is not null", connection);
        find.Add(NpgsqlDbType.Text, $"\"{database.Schema}\".{Journal}");
        if (await find.ExecuteScalarAsync(cancellationToken) is not true)
            return names;
        await using var read = new NpgsqlCommand($"select scriptname from {Journal}", connection);
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            names.Add(reader.GetString(0));
        return names;
    }

    private void Upgrade()
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(UnpooledConnectionString(), database.Schema)
            .WithScripts(Steps.Scripts.Select(step => new SqlScript(step.Key, step.Value)))
            .WithVariablesDisabled()
            .WithTransaction()
            .WithExecutionTimeout(TimeSpan.FromHours(1))
            .JournalToPostgresqlTable(database.Schema, Journal)
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw PostgresErrors.IsOurs(result.Error)
                ? result.Error
                : new StorageException($"Storage:Schema '{database.Schema}': the step {result.ErrorScript?.Name} failed; nothing was changed. {result.Error.Message}", result.Error);
    }

    private StorageException Explain(Exception exception) =>
        PostgresErrors.Explain(exception, new NpgsqlConnectionStringBuilder(database.ConnectionString));
}
