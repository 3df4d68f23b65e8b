namespace Anomaly.Storage.Incidents;

/// <summary>What became of the anomalies of one key.</summary>
/// <param name="Incidents">Each incident of the key that changed, once.</param>
/// <param name="Homes">The incident of each anomaly, in their order.</param>
public sealed record FoldedKey(IReadOnlyList<FoldedIncident> Incidents, IReadOnlyList<Guid> Homes);
