using Anomaly.Storage.Postgres.Hosting;
using Anomaly.Storage.Postgres.Options;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Storage.Tests.Backends;

public sealed class PostgresBackend(PostgresServer server) : IBackend
{
    public async Task<TestStorage> CreateAsync()
    {
        var storage = Open(await NewDatabaseAsync(server));
        await storage.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    /// <summary>An empty database; skips the test where no server can be had here (never where CI is true).</summary>
    public static async Task<string> NewDatabaseAsync(PostgresServer server)
    {
        Assert.SkipWhen(
            PostgresBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgresBinaries.Absence ?? "");
        return await server.CreateDatabaseAsync();
    }

    /// <summary>The ports on a database, without migrating it.</summary>
    public static TestStorage Open(string connectionString, string schema = "anomaly")
    {
        var options = new PostgresStorageOptions { ConnectionString = connectionString, Schema = schema };
        return new(connectionString, services => services.AddPostgresStorage(options), () => new NpgsqlConnection(options.ToConnectionString()));
    }
}
