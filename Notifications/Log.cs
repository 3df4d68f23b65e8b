using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications;

/// <summary>What the notification service logs: event ids 8000 to 8999; incidents 8000 to 8099, channels 8100 to 8199, outbox 8200 to 8299, secrets 8300 to 8399.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Warning, "Anomalies cannot be counted into incidents now; they wait in the database, and it is tried again")]
    public static partial void IncidentsFail(ILogger logger, Exception exception);

    [LoggerMessage(8001, LogLevel.Information, "Anomalies are counted into incidents again")]
    public static partial void IncidentsWorkAgain(ILogger logger);

    [LoggerMessage(8002, LogLevel.Debug, "Whether series are normal again cannot be asked now: {Error}")]
    public static partial void SeriesDoNotAnswer(ILogger logger, string error);

    [LoggerMessage(8300, LogLevel.Information, "The element {Element} of the key ring is protected anew: {Setting}")]
    public static partial void KeyRenewed(ILogger logger, string element, string setting);
}
