using Npgsql;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>A transaction of several statements that nobody waits for long.</summary>
internal sealed class ShortTransaction : IAsyncDisposable
{
    // What others wait for at the most: a process that was stopped in the middle loses its transaction, and with it its locks.
    private const string Limits = "select set_config('lock_timeout', '2s', true), set_config('idle_in_transaction_session_timeout', '5s', true)";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private ShortTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public static async Task<ShortTransaction> BeginAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        try
        {
            var begun = new ShortTransaction(connection, await connection.BeginTransactionAsync(cancellationToken));
            await using var limits = begun.Command(Limits);
            await limits.ExecuteNonQueryAsync(cancellationToken);
            return begun;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);

    public NpgsqlBatch Batch() => new(_connection, _transaction);

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
