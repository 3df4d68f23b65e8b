using Microsoft.Extensions.Configuration.Memory;

namespace Anomaly.Dashboard.Configuration;

/// <summary>How the dashboard logs as a process of its own where nothing else is set: as a silo does, whose <c>appsettings.json</c> says it.</summary>
internal static class LogDefaults
{
    public static MemoryConfigurationSource Source { get; } = new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Anomaly"] = "Information",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
            ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
            // Keys protect the forms of an open page only; they need not outlive the process.
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            ["Logging:LogLevel:Orleans.Messaging"] = "Critical",
            ["Logging:Console:FormatterName"] = "simple",
            ["Logging:Console:FormatterOptions:SingleLine"] = "true",
            ["Logging:Console:FormatterOptions:TimestampFormat"] = "HH:mm:ss ",
            ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        },
    };
}
