using Microsoft.Extensions.Logging;

namespace Anomaly.Storage.Postgres;

/// <summary>Event ids 5100 to 5199.</summary>
internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Information, "Database schema {Schema}: step {Step} done")]
    public static partial void Migrated(ILogger logger, string schema, string step);
}
