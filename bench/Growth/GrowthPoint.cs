namespace Anomaly.Bench.Growth;

/// <summary>What was measured with a number of series.</summary>
/// <param name="Series">The number.</param>
/// <param name="SamplesPerSecond">Samples a second.</param>
/// <param name="CpuMicroseconds">The silo's CPU time a sample.</param>
/// <param name="BytesPerSeries">What a series takes of the heap.</param>
internal sealed record GrowthPoint(int Series, double SamplesPerSecond, double CpuMicroseconds, double BytesPerSeries);
