using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Orleans;

public sealed class PostgresGrainStorageTests(PostgresServer server) : GrainStorageContract, IAsyncLifetime
{
    private string _connection = "";

    public async ValueTask InitializeAsync()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var storage = PostgresBackend.Open(database);
        await storage.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        _connection = new PostgresStorageOptions { ConnectionString = database }.ToConnectionString();
    }

    public ValueTask DisposeAsync() => default;

    private protected override Task<TestSilo> StartAsync(bool deleteOnClear = false) => TestSilo.OnPostgresAsync(_connection, deleteOnClear);
}
