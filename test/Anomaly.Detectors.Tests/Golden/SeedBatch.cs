namespace Anomaly.Detectors.Tests.Golden;

internal sealed record SeedBatch(int LastIndex, double[] Decisions, double DynamicThreshold);
