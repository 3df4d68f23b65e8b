namespace Anomaly.Chaos.Silo.Faults;

/// <summary>What an owner is doing when it is killed or stopped.</summary>
internal enum Phase
{
    /// <summary>A series applies samples.</summary>
    Apply,

    /// <summary>States are written with anomalies.</summary>
    AnomalyWrite,

    /// <summary>States are written without anomalies.</summary>
    StateWrite,

    /// <summary>The partition's progress is raised.</summary>
    Progress,
}
