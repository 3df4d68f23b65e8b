namespace Anomaly.Storage.Incidents;

/// <summary>What became of an incident. In the table: the words in lower case.</summary>
public enum IncidentChangeKind
{
    /// <summary>More anomalies were counted in.</summary>
    Grew = 0,

    /// <summary>Somebody looks after it.</summary>
    Acknowledged = 1,

    /// <summary>Its severity rose.</summary>
    Severity = 2,

    /// <summary>It is new.</summary>
    Opened = 3,

    /// <summary>It is over.</summary>
    Resolved = 4,

    /// <summary>It was over, and goes on.</summary>
    Reopened = 5,

    /// <summary>It was new, or went on, and is over before anybody was told of that.</summary>
    Brief = 6,
}
