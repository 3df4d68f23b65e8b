namespace Anomaly.Detectors.Tests.Golden;

internal sealed record SeedIsolationHit(int Index, double Smoothed, double Decision, double ZScore, double DynamicThreshold, int Streak);
