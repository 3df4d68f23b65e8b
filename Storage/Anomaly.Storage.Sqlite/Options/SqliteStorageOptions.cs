using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Options;

/// <summary>Which file.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary>The setting that people know the file by.</summary>
    internal const string Setting = "Storage:Path";

    // How long a statement waits for another's write to end; a flush takes well under a second.
    private const int BusySeconds = 30;

    /// <summary>The database file. It and its folder are created where they are absent.</summary>
    /// <value>The default is <c>data/anomaly.db</c>.</value>
    public string Path { get; init; } = System.IO.Path.Combine("data", "anomaly.db");

    /// <summary>The connection string; Orleans' ADO.NET grain storage (invariant <c>System.Data.SQLite</c>) takes the same one.</summary>
    /// <exception cref="StorageException">The path cannot be used; the message says why.</exception>
    public string ToConnectionString()
    {
        if (string.IsNullOrWhiteSpace(Path))
            throw new StorageException($"{Setting} is empty; set it to the path of the database file, such as data/anomaly.db.");
        if (Path.Contains('\0', StringComparison.Ordinal) || Path.StartsWith(":memory:", StringComparison.Ordinal))
            throw new StorageException($"{Setting} is '{Path.Replace("\0", "\\0", StringComparison.Ordinal)}'; it must be the path of a file, such as data/anomaly.db.");
        return new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.GetFullPath(Path),
            DefaultTimeout = BusySeconds,
        }.ConnectionString;
    }
}
