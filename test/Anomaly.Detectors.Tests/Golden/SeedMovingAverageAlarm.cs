namespace Anomaly.Detectors.Tests.Golden;

internal sealed record SeedMovingAverageAlarm(int Index, double Deviation, double Mean);
