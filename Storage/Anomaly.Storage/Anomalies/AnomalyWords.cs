using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Anomalies;

/// <summary>The words that stand for enum values in the tables, the same as on the wire.</summary>
internal static class AnomalyWords
{
    public static string Of(AnomalyStatus status) => status switch
    {
        AnomalyStatus.New => "new",
        AnomalyStatus.Confirmed => "confirmed",
        AnomalyStatus.Expected => "expected",
        AnomalyStatus.FalseAlarm => "false_alarm",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Of(AnomalySeverity severity) => severity switch
    {
        AnomalySeverity.Info => "info",
        AnomalySeverity.Warning => "warning",
        AnomalySeverity.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };

    public static string Of(AnomalyDirection direction) => direction switch
    {
        AnomalyDirection.Above => "above",
        AnomalyDirection.Below => "below",
        AnomalyDirection.Both => "both",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, null),
    };

    public static AnomalyStatus Status(string word) => word switch
    {
        "new" => AnomalyStatus.New,
        "confirmed" => AnomalyStatus.Confirmed,
        "expected" => AnomalyStatus.Expected,
        "false_alarm" => AnomalyStatus.FalseAlarm,
        _ => throw Unknown("status", word),
    };

    public static AnomalySeverity Severity(string word) => word switch
    {
        "info" => AnomalySeverity.Info,
        "warning" => AnomalySeverity.Warning,
        "critical" => AnomalySeverity.Critical,
        _ => throw Unknown("severity", word),
    };

    public static AnomalyDirection Direction(string word) => word switch
    {
        "above" => AnomalyDirection.Above,
        "below" => AnomalyDirection.Below,
        "both" => AnomalyDirection.Both,
        _ => throw Unknown("direction", word),
    };

    private static InvalidDataException Unknown(string column, string word) =>
        new($"Table anomalies, column {column}: '{word}' is none of the words that this program writes.");
}
