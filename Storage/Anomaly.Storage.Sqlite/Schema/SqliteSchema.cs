using Anomaly.Storage.Schema;
using DbUp;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Anomaly.Storage.Sqlite.Schema;

/// <summary>Migrates while it holds the file's write lock, so that of several processes one works and the others find it done.</summary>
internal sealed class SqliteSchema(SqliteDatabase database, TimeProvider time, ILogger<SqliteSchema> logger) : IStorageSchema
{
    private const string Journal = "schema_versions";

    private static readonly MigrationSteps Steps = new(typeof(SqliteSchema).Assembly);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var step in await Task.Run(Migrate, cancellationToken))
                Log.Migrated(logger, database.Path, step);
        }
        catch (Exception exception) when (SqliteErrors.IsOurs(exception))
        {
            throw SqliteErrors.Explain(exception, database.Path);
        }
    }

    public async Task AdoptAsync(string serviceId, CancellationToken cancellationToken)
    {
        try
        {
            var owner = await database.WriteAsync(
                (connection, transaction) =>
                {
                    using var insert = connection.Command(transaction, "insert into schema_owner (only_row, service_id, since) values (1, @service, @now) on conflict do nothing")
                        .With("@service", serviceId).With("@now", StoredTime.Milliseconds(time.GetUtcNow()));
                    insert.ExecuteNonQuery();
                    using var read = connection.Command(transaction, "select service_id from schema_owner");
                    return (string)read.ExecuteScalar()!;
                },
                cancellationToken);
            SchemaOwner.Check(owner, serviceId, "Storage:Path", database.Path);
        }
        catch (Exception exception) when (SqliteErrors.IsOurs(exception))
        {
            throw SqliteErrors.Explain(exception, database.Path);
        }
    }

    /// <summary>Nothing to do: only silos that share PostgreSQL form clusters.</summary>
    public Task EnsureAloneAsync(string clusterId, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(connection => Execute(connection, "select count(*) from sqlite_master"), cancellationToken);
        }
        catch (Exception exception) when (SqliteErrors.IsOurs(exception))
        {
            throw SqliteErrors.Explain(exception, database.Path);
        }
    }

    private string[] Migrate()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database.Path)!);
        using var connection = database.Open();
        Execute(connection, "pragma journal_mode = wal");
        using var transaction = connection.BeginTransaction(deferred: false);
        var missing = Steps.Missing(ReadJournal(connection), $"Storage:Path is '{database.Path}'");
        if (missing.Length > 0)
            Upgrade(connection);
        transaction.Commit();
        return missing;
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static HashSet<string> ReadJournal(SqliteConnection connection)
    {
        if (Execute(connection, $"select 1 from sqlite_master where type = 'table' and name = '{Journal}'") is null)
            return [];
        using var command = connection.CreateCommand();
        command.CommandText = $"select ScriptName from {Journal}";
        return command.ReadAll(reader => reader.GetString(0)).ToHashSet(StringComparer.Ordinal);
    }

    // Within the caller's transaction: a command of the connection joins it by itself.
    private static void Upgrade(SqliteConnection connection)
    {
        using var shared = new SharedConnection(connection);
        var result = DeployChanges.To
            .SqliteDatabase(shared)
            .WithScripts(Steps.Scripts.Select(step => new SqlScript(step.Key, step.Value)))
            .WithVariablesDisabled()
            .WithoutTransaction()
            .JournalToSqliteTable(Journal)
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw result.Error;
    }
}
