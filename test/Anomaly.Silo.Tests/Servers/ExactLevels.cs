using Anomaly.Detectors;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Silo.Tests.Servers;

/// <summary>The seed's rules, for tests that must know which samples are anomalies.</summary>
internal static class ExactLevels
{
    private const string SeedMethods = "moving_average,isolation_forest";

    /// <summary>The levels, as settings of a silo.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings { get; } =
        [("Detection__MovingAverage__Level", AlarmLevels.Exact), ("Detection__IsolationForest__Level", AlarmLevels.Exact)];

    /// <summary>The levels, and the seed's methods alone: where a test counts anomalies.</summary>
    public static IReadOnlyList<(string Name, string Value)> SeedAlone { get; } = [.. Settings, ("Detection__Methods", SeedMethods)];

    /// <summary>The settings of a silo without demo, with the seed's methods alone.</summary>
    public static Dictionary<string, string> Alone(params IEnumerable<(string Name, string Value)> more) => Of(SeedAlone, more);

    /// <summary>The settings of a silo without demo, with all default methods: what <see cref="Detectors"/> find is what it must find.</summary>
    public static Dictionary<string, string> WithAllMethods(params IEnumerable<(string Name, string Value)> more) => Of(Settings, more);

    private static Dictionary<string, string> Of(IEnumerable<(string Name, string Value)> levels, IEnumerable<(string Name, string Value)> more) =>
        new([.. levels.Append(("Kafka__Demo", "false")).Concat(more).Select(setting => KeyValuePair.Create(setting.Item1, setting.Item2))]);

    /// <summary>What detectors a silo with <see cref="Settings"/> runs.</summary>
    public static IReadOnlyList<DetectorOptions> Detectors { get; } = DetectorsOf(threshold: 20);

    /// <summary>The same with another threshold of the moving average.</summary>
    public static IReadOnlyList<DetectorOptions> DetectorsOf(double threshold) => SeriesSettings.From(new DetectionOptions
    {
        MovingAverage = { Level = AlarmLevels.Exact, Threshold = threshold },
        IsolationForest = { Level = AlarmLevels.Exact },
    }).Detectors;
}
