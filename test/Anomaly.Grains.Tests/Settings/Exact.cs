using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Settings;

/// <summary>The seed's rules, for tests that must know which samples are anomalies.</summary>
internal static class Exact
{
    public static DetectionOptions Options(double threshold = 20, int window = 5) => new()
    {
        MovingAverage = { Level = AlarmLevels.Exact, Threshold = threshold, WindowSize = window },
        IsolationForest = { Level = AlarmLevels.Exact },
    };
}
