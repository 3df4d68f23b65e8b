using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>A server where nobody looks at a table but the test: while an analyze does, old versions of rows keep their room.</summary>
public sealed class QuietServer : IAsyncDisposable
{
    public PostgresServer Server { get; } = new() { Options = new() { Settings = ["autovacuum=off"] } };

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
