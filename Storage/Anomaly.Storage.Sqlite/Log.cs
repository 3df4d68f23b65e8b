using Microsoft.Extensions.Logging;

namespace Anomaly.Storage.Sqlite;

/// <summary>Event ids 5200 to 5299.</summary>
internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Information, "Database {Path}: step {Step} done")]
    public static partial void Migrated(ILogger logger, string path, string step);
}
