using System.Text.Json;
using Anomaly.Detectors;
using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Grains.Settings;

/// <summary>A method that series can be watched with. To add one: its settings, a property of <see cref="DetectionOptions"/>, and a line here.</summary>
/// <param name="Section">Its settings.</param>
/// <param name="Compile">Makes the detector's options of them, of the sensitivity, and of the streak that is asked for.</param>
internal sealed record DetectionMethod(SettingsSection Section, Func<JsonElement, double, int, DetectorOptions> Compile)
{
    /// <summary>All of them, in the order in which settings name them.</summary>
    public static IReadOnlyList<DetectionMethod> All { get; } =
    [
        Of(EnsembleOptions.MethodName, options => options.Ensemble),
        Of(MovingAverageOptions.MethodName, options => options.MovingAverage),
        Of(IsolationForestOptions.MethodName, options => options.IsolationForest),
    ];

    public string Name => Section.Name;

    /// <summary>The names of all.</summary>
    public static string Known { get; } = string.Join(", ", All.Select(method => method.Name));

    public static DetectionMethod? Find(string name) => All.FirstOrDefault(method => method.Name == name);

    /// <summary>The settings of each, as the configuration has them.</summary>
    public static IEnumerable<(string Name, MethodSettings Settings)> Of(DetectionOptions options) =>
        All.Select(method => (method.Name, (MethodSettings)method.Section.Options(options)));

    private static DetectionMethod Of<TSettings>(string name, Func<DetectionOptions, TSettings> options)
        where TSettings : MethodSettings =>
        new(SettingsSection.Of(name, options), (own, sensitivity, minStreak) => own.Deserialize<TSettings>(SettingsField.Json)!.ToDetector(sensitivity, minStreak));
}
