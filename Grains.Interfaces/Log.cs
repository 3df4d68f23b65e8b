using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Interfaces;

/// <summary>What the client logs: event ids 6000 to 6099.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Warning, "The cluster '{ClusterId}' of the service '{ServiceId}' cannot be reached; trying until it can: {Reason}")]
    public static partial void Unreachable(ILogger logger, string clusterId, string serviceId, string reason);
}
