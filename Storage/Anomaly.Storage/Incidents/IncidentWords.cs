using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Incidents;

/// <summary>The words that stand for enum values in the tables, the same as on the wire.</summary>
internal static class IncidentWords
{
    public static string Of(IncidentStatus status) => status switch
    {
        IncidentStatus.Firing => "firing",
        IncidentStatus.Resolved => "resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Of(IncidentResolution resolution) => resolution switch
    {
        IncidentResolution.Quiet => "quiet",
        IncidentResolution.Normal => "normal",
        IncidentResolution.Length => "length",
        IncidentResolution.Person => "person",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, null),
    };

    public static string Of(IncidentChangeKind kind) => kind switch
    {
        IncidentChangeKind.Grew => "grew",
        IncidentChangeKind.Acknowledged => "acknowledged",
        IncidentChangeKind.Severity => "severity",
        IncidentChangeKind.Opened => "opened",
        IncidentChangeKind.Resolved => "resolved",
        IncidentChangeKind.Reopened => "reopened",
        IncidentChangeKind.Brief => "brief",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static IncidentStatus Status(string word) => word switch
    {
        "firing" => IncidentStatus.Firing,
        "resolved" => IncidentStatus.Resolved,
        _ => throw Unknown("status", word),
    };

    public static IncidentResolution Resolution(string word) => word switch
    {
        "quiet" => IncidentResolution.Quiet,
        "normal" => IncidentResolution.Normal,
        "length" => IncidentResolution.Length,
        "person" => IncidentResolution.Person,
        _ => throw Unknown("resolved_by", word),
    };

    public static IncidentChangeKind ChangeKind(string word) => word switch
    {
        "grew" => IncidentChangeKind.Grew,
        "acknowledged" => IncidentChangeKind.Acknowledged,
        "severity" => IncidentChangeKind.Severity,
        "opened" => IncidentChangeKind.Opened,
        "resolved" => IncidentChangeKind.Resolved,
        "reopened" => IncidentChangeKind.Reopened,
        "brief" => IncidentChangeKind.Brief,
        _ => throw new InvalidDataException($"Table incident_changes, column kind: '{word}' is none of the words that this program writes."),
    };

    private static InvalidDataException Unknown(string column, string word) =>
        new($"Table incidents, column {column}: '{word}' is none of the words that this program writes.");
}
