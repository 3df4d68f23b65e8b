using Anomaly.Storage.Postgres.Options;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Anomaly.Storage.Postgres;

/// <summary>The pool of connections that the stores share.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    public PostgresDatabase(PostgresStorageOptions options, ILoggerFactory loggers)
    {
        ConnectionString = options.ToConnectionString();
        Schema = options.Schema;
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        builder.UseLoggerFactory(loggers);
        Source = builder.Build();
    }

    public NpgsqlDataSource Source { get; }

    public string ConnectionString { get; }

    public string Schema { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    public void Dispose() => Source.Dispose();
}
