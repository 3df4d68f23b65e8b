namespace Anomaly.Grains.Interfaces.Cluster;

/// <summary>A silo as the cluster knows it.</summary>
/// <param name="Report">What it said last.</param>
/// <param name="SamplesPerSecond">Samples applied a second, over its last reports.</param>
/// <param name="Heard">Whether it was heard within the last seconds.</param>
[GenerateSerializer, Immutable, Alias("anomaly.cluster.silo.status")]
public sealed record SiloStatus(
    [property: Id(0)] SiloReport Report,
    [property: Id(1)] double SamplesPerSecond,
    [property: Id(2)] bool Heard);
