using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Channels;

/// <summary>What channels log: event ids 8100 to 8199.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 8100, Message = "Notification by {Channel} ({Kind}): {Text} ({Link})")]
    public static partial void Notified(ILogger logger, LogLevel level, string channel, string kind, string text, string link);
}
