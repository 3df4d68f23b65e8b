using Anomaly.Storage.Postgres.Options;
using Npgsql;

namespace Anomaly.Storage.Postgres;

/// <summary>The pool of connections that the stores share.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    public PostgresDatabase(PostgresStorageOptions options)
    {
        ConnectionString = options.ToConnectionString();
        Schema = options.Schema;
        // Without a logger: the driver tells of every command at level Information, and of failures by its exceptions too.
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public NpgsqlDataSource Source { get; }

    public string ConnectionString { get; }

    public string Schema { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    public void Dispose() => Source.Dispose();
}
