using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite;

/// <summary>
/// The file's connections: one that writes, taken in turn, and pooled ones that read beside it. SQLite works in the calling
/// thread, so each task runs on the pool of threads and a grain's own is free meanwhile.
/// </summary>
internal sealed class SqliteDatabase(SqliteStorageOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _writer;
    private bool _disposed;

    public string Path => System.IO.Path.GetFullPath(options.Path);

    public string ConnectionString { get; } = options.ToConnectionString();

    /// <summary>Runs a read, in one snapshot where it is one statement.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var connection = Open();
                return read(connection);
            },
            cancellationToken);

    /// <summary>Runs writes all or nothing. Another process that writes is waited for.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // Once begun it is not cancelled: it is short, and its outcome is then known.
            return await Task.Run(() => Write(write), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens a connection to be closed by the caller.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            // In WAL, NORMAL loses nothing when the process is killed; only the machine's own crash can cost the last commits.
            using var pragma = connection.CreateCommand();
            pragma.CommandText = "pragma synchronous = normal; pragma temp_store = memory";
            pragma.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _turn.Wait();
        _disposed = true;
        _writer?.Dispose();
        _writer = null;
        _turn.Release();
        using var pool = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(pool);
    }

    private T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        var connection = _writer ??= Open();
        try
        {
            // Not deferred: it takes the write lock at once, so what it reads is the newest and stays so.
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(connection, transaction);
            transaction.Commit();
            return result;
        }
        catch
        {
            _writer = null;
            connection.Dispose();
            throw;
        }
    }
}
