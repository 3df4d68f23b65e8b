using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Orleans;

public sealed class SqliteGrainStorageTests : GrainStorageContract, IAsyncLifetime
{
    private readonly SqliteBackend _backend = new();
    private string _connection = "";

    public async ValueTask InitializeAsync()
    {
        await using var storage = await _backend.CreateAsync();
        _connection = storage.ConnectionString;
    }

    public ValueTask DisposeAsync()
    {
        _backend.Dispose();
        return default;
    }

    private protected override Task<TestSilo> StartAsync(bool deleteOnClear = false) => TestSilo.OnSqliteAsync(_connection, deleteOnClear);
}
