using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Detectors.Tests.Contract;

/// <summary>Every detector, in the settings that take different paths through it.</summary>
public static class DetectorCases
{
    private static readonly Dictionary<string, DetectorOptions> Options = new()
    {
        ["moving average"] = new MovingAverageOptions(),
        ["moving average of 2"] = new MovingAverageOptions(windowSize: 2, threshold: 15),
        ["moving average by sigma"] = new MovingAverageOptions(10, 2.5, ThresholdKind.Sigma),
        ["isolation forest"] = new IsolationForestOptions(),
        ["isolation forest of 7"] = new IsolationForestOptions(batchSize: 7, minConsecutive: 1),
        ["moving average by sensitivity"] = new MovingAverageOptions { Sensitivity = 0.5 },
        ["isolation forest by sensitivity"] = new IsolationForestOptions { Sensitivity = 1 },
        ["ensemble"] = new EnsembleOptions(),
        ["ensemble, sensitive"] = new EnsembleOptions(sensitivity: 1),
        ["ensemble, streak of 2"] = new EnsembleOptions(minStreak: 2),
        ["isolation forest of 32, not smoothed"] = new IsolationForestOptions(batchSize: 32, smoothingAlpha: 1),
    };

    public static TheoryData<string> Names => [.. Options.Keys];

    public static IEnumerable<DetectorOptions> All => Options.Values;

    public static DetectorOptions OptionsOf(string name) => Options[name];

    public static IDetector Create(string name) => DetectorFactory.Create(Options[name]);
}
