namespace Anomaly.Bench.ColdStart;

/// <summary>A start. Seconds from the start of the process.</summary>
/// <param name="UntilRuns">Until the silo said that it runs.</param>
/// <param name="UntilOwned">Until a look showed that every partition has its owner.</param>
/// <param name="UntilAllTook">Until a look at the metrics, two a second, showed a sample for each series.</param>
internal sealed record ColdStartRun(double UntilRuns, double UntilOwned, double UntilAllTook);
