using System.Net;

namespace Anomaly.Silo;

/// <summary>What the host logs: event ids 7000 to 7099.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Information, "{Line}")]
    public static partial void Demo(ILogger logger, string line);

    [LoggerMessage(7001, LogLevel.Warning, "{Line}")]
    public static partial void DemoFails(ILogger logger, string line);

    [LoggerMessage(7003, LogLevel.Warning, "Cluster:Address is {Address}, which is no address of a private network. Orleans asks nobody on ports {SiloPort} and {GatewayPort} who they are: see to it that only silos and dashboards reach them")]
    public static partial void PublicAddress(ILogger logger, IPAddress address, int siloPort, int gatewayPort);

    [LoggerMessage(7002, LogLevel.Critical, "The clock of this machine went back by {By}. The silo saves and leaves; start it again.")]
    public static partial void ClockWentBack(ILogger logger, TimeSpan by);
}
