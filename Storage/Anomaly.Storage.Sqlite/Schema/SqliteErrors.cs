using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Schema;

/// <summary>Says what an exception means for the person who set the path.</summary>
internal static class SqliteErrors
{
    // https://sqlite.org/rescode.html
    private const int Permission = 3;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Whether the exception comes from the file or its folder.</summary>
    public static bool IsOurs(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;

    public static StorageException Explain(Exception exception, string path) =>
        new($"{SqliteStorageOptions.Setting} is '{path}': {Sentence(exception)}", exception);

    private static string Sentence(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: NotADatabase } =>
            "the file is not a SQLite database; move it away, or set another path.",
        SqliteException { SqliteErrorCode: Corrupt } =>
            "the database is damaged; restore it from a copy, or move it away to begin anew.",
        SqliteException { SqliteErrorCode: ReadOnly or Permission } =>
            "the file cannot be written; give this user the right to write the file and its folder, or set another path.",
        SqliteException { SqliteErrorCode: Full } =>
            "the disk is full; free space, or set a path on another disk.",
        SqliteException { SqliteErrorCode: Busy } =>
            "another process holds the file; end it, or set another path.",
        SqliteException { SqliteErrorCode: CannotOpen } =>
            "the file cannot be opened; it must be a file (no folder) that this user may read and write.",
        SqliteException { SqliteErrorCode: InputOutput } io =>
            $"the disk reports an error ({io.Message}); check the disk, or set a path on another one.",
        SqliteException other => $"SQLite reports {other.SqliteExtendedErrorCode}, {other.Message}; set another path, or restore the file from a copy.",
        UnauthorizedAccessException => "the folder cannot be created or written; give this user the right, or set another path.",
        _ => $"the folder cannot be created ({exception.Message}); set another path.",
    };
}
