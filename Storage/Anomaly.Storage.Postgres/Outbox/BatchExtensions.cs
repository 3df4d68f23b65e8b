using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>Adds statements and their positional parameters to a batch.</summary>
internal static class BatchExtensions
{
    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection to, NpgsqlDbType type, T value)
    {
        to.Add(new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value });
        return to;
    }

    /// <summary>One column of many rows as an array.</summary>
    public static NpgsqlParameterCollection Column<TRow, T>(this NpgsqlParameterCollection to, NpgsqlDbType type, IReadOnlyCollection<TRow> rows, Func<TRow, T> value) =>
        to.With(NpgsqlDbType.Array | type, rows.Select(value).ToArray());
}
