namespace Anomaly.Bench.Pipeline;

/// <summary>What a run of the full pipeline came to.</summary>
/// <param name="SamplesPerSecond">Samples a second after the warm-up.</param>
/// <param name="MemoryBytes">The silo's memory at the end, with what waits for a collection.</param>
/// <param name="SeriesBytes">What the database holds of all series, indexes included, without anomalies.</param>
/// <param name="AnomalyBytes">What it holds of all anomalies, indexes included.</param>
/// <param name="Anomalies">How many anomalies there are.</param>
internal sealed record PipelineRun(double SamplesPerSecond, long MemoryBytes, long SeriesBytes, long AnomalyBytes, long Anomalies);
