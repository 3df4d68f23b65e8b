using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications;

/// <summary>Event ids 6000 to 6999.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information, "The element {Element} of the key ring is protected anew: {Setting}")]
    public static partial void KeyRenewed(ILogger logger, string element, string setting);
}
