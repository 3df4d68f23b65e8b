namespace Anomaly.Grains.Interfaces.Cluster;

/// <summary>How the cluster is.</summary>
/// <param name="At">When.</param>
/// <param name="Silos">The silos by name; one that went away is left out after a minute.</param>
[GenerateSerializer, Immutable, Alias("anomaly.cluster.status")]
public sealed record ClusterStatus(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] SiloStatus[] Silos);
