using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

public sealed class PostgresSchemaTests(PostgresServer server) : SchemaContract(new PostgresBackend(server))
{
    protected override TestStorage Another() => PostgresBackend.Open(Storage.ConnectionString);

    protected override async Task<Func<TestStorage>> EmptyAsync()
    {
        var database = await server.CreateDatabaseAsync();
        return () => PostgresBackend.Open(database);
    }
}
