namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>Why an incident is over. On the wire: <c>quiet</c>, <c>normal</c>, <c>length</c>, <c>person</c>.</summary>
public enum IncidentResolution
{
    /// <summary>No anomaly came for the quiet gap.</summary>
    Quiet = 0,

    /// <summary>Each of its series had enough points without an anomaly.</summary>
    Normal = 1,

    /// <summary>It had its greatest length, and the next anomaly opened another.</summary>
    Length = 2,

    /// <summary>Somebody said so.</summary>
    Person = 3,
}
