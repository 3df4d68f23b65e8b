using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Channels;

/// <summary>What channels log: event ids 8100 to 8199.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 8100, Message = "Notification by {Channel} ({Kind}): {Text}{Link}")]
    public static partial void Notified(ILogger logger, LogLevel level, string channel, string kind, string text, string link);

    [LoggerMessage(EventId = 8101, Level = LogLevel.Error, Message = "The test of the channel {Channel} failed in an unexpected way: {Type}\n{Trace}")]
    public static partial void TestFails(ILogger logger, string channel, string type, string? trace);
}
