using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Routing;

/// <summary>Severities as they are written.</summary>
internal static class SeverityNames
{
    private static readonly string[] All = ["info", "warning", "critical"];

    public static string Known { get; } = string.Join(", ", All);

    public static string Of(AnomalySeverity severity) => All[(int)severity];

    public static AnomalySeverity? Parse(string name) => Array.IndexOf(All, name) is >= 0 and var index ? (AnomalySeverity)index : null;
}
