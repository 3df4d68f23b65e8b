using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;

namespace Anomaly.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests : SchemaContract
{
    private readonly SqliteBackend _backend;

    public SqliteSchemaTests()
        : this(new SqliteBackend())
    {
    }

    private SqliteSchemaTests(SqliteBackend backend)
        : base(backend) => _backend = backend;

    protected override TestStorage Another() => SqliteBackend.Open(_backend.File);

    protected override Task<Func<TestStorage>> EmptyAsync() =>
        Task.FromResult(() => SqliteBackend.Open(_backend.File + ".empty"));
}
