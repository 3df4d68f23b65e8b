namespace Anomaly.Grains.Interfaces.Ingestion;

/// <summary>How a submission of samples went.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Accepted">Samples that the broker has.</param>
/// <param name="Errors">What is wrong, by field, such as <c>[1].value</c>; empty where nothing is.</param>
/// <param name="Detail">One sentence for people, where something went wrong.</param>
[GenerateSerializer, Immutable, Alias("anomaly.ingest.result")]
public sealed record IngestResult(
    [property: Id(0)] IngestOutcome Outcome,
    [property: Id(1)] int Accepted,
    [property: Id(2)] IReadOnlyDictionary<string, string[]> Errors,
    [property: Id(3)] string? Detail);
