using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres;

/// <summary>Adds parameters with their types told, so that a null and an empty array have one too.</summary>
internal static class ParameterExtensions
{
    /// <summary>Adds a positional parameter.</summary>
    public static void Add<T>(this NpgsqlCommand command, NpgsqlDbType type, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value });

    /// <summary>Adds a named parameter.</summary>
    public static void Add<T>(this NpgsqlCommand command, string name, NpgsqlDbType type, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { ParameterName = name, NpgsqlDbType = type, TypedValue = value });

    /// <summary>Adds one column of many rows as an array, at the next position.</summary>
    public static void AddColumn<TRow, T>(this NpgsqlCommand command, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        command.Add(NpgsqlDbType.Array | type, column);
    }
}
