using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications;

/// <summary>What the notification service logs: event ids 8000 to 8999; incidents 8000 to 8099.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Warning, "Anomalies cannot be counted into incidents now; they wait in the database, and it is tried again")]
    public static partial void IncidentsFail(ILogger logger, Exception exception);

    [LoggerMessage(8001, LogLevel.Information, "Anomalies are counted into incidents again")]
    public static partial void IncidentsWorkAgain(ILogger logger);

    [LoggerMessage(8002, LogLevel.Debug, "Whether series are normal again cannot be asked now: {Error}")]
    public static partial void SeriesDoNotAnswer(ILogger logger, string error);
}
