namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>Whether an incident goes on. On the wire: <c>firing</c>, <c>resolved</c>.</summary>
public enum IncidentStatus
{
    /// <summary>Further anomalies of its key are counted in it.</summary>
    Firing = 0,

    /// <summary>It is over.</summary>
    Resolved = 1,
}
