using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite;

/// <summary>Values on their way into SQLite and out of it.</summary>
internal static class SqliteValues
{
    /// <summary>A command with named parameters, without values yet.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    /// <summary>Sets a parameter; adds it where it is new.</summary>
    public static SqliteCommand With(this SqliteCommand command, string name, object? value)
    {
        var stored = value switch
        {
            null => DBNull.Value,
            double.NaN => DBNull.Value, // SQLite has none
            _ => value,
        };
        if (command.Parameters.Contains(name))
            command.Parameters[name].Value = stored;
        else
            command.Parameters.AddWithValue(name, stored);
        return command;
    }

    /// <summary>Reads all rows.</summary>
    public static List<T> ReadAll<T>(this SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        var rows = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static byte[]? BytesOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    public static double? NumberOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static double Number(this SqliteDataReader reader, int column) => reader.NumberOrNull(column) ?? double.NaN;

    /// <summary>Ids as text in lower case sort as PostgreSQL's do: by their bytes.</summary>
    public static string Text(Guid id) => id.ToString("D");
}
