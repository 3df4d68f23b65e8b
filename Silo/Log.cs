namespace Anomaly.Silo;

/// <summary>What the host logs: event ids 5000 to 5099.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "{Line}")]
    public static partial void Demo(ILogger logger, string line);

    [LoggerMessage(5001, LogLevel.Warning, "{Line}")]
    public static partial void DemoFails(ILogger logger, string line);

    [LoggerMessage(5002, LogLevel.Critical, "The clock of this machine went back by {By}. The silo saves and leaves; start it again.")]
    public static partial void ClockWentBack(ILogger logger, TimeSpan by);
}
