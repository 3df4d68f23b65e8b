using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Extensions.Configuration.Memory;

namespace Anomaly.Silo.Settings;

/// <summary>Environment variables that are read under their own names, and the settings that they stand for.</summary>
internal static class SeedVariables
{
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["KAFKA_BOOTSTRAP_SERVERS"] = "Kafka:BootstrapServers",
        ["KAFKA_TOPIC"] = "Kafka:Topic",
        ["POSTGRES_CONNECTION"] = "Storage:Postgres",
        ["MA_WINDOW_SIZE"] = "Detection:MovingAverage:WindowSize",
        ["MA_THRESHOLD"] = "Detection:MovingAverage:Threshold",
        ["MA_THRESHOLD_KIND"] = "Detection:MovingAverage:ThresholdKind",
        ["IF_BATCH_SIZE"] = "Detection:IsolationForest:BatchSize",
        ["IF_CONTAMINATION"] = "Detection:IsolationForest:Contamination",
        ["IF_SMOOTHING_ALPHA"] = "Detection:IsolationForest:SmoothingAlpha",
        ["IF_MIN_ANOMALY_CONSEC"] = "Detection:IsolationForest:MinConsecutive",
    };

    /// <summary>The methods of the seed: one of its variables for either gives both their exact level, unless that is set by its own name.</summary>
    private static readonly string[] Methods = ["Detection:MovingAverage", "Detection:IsolationForest"];

    /// <summary>Adds them below the environment and the command line, so that <c>Kafka__Topic</c> wins over <c>KAFKA_TOPIC</c>.</summary>
    public static void AddSeedVariables(this IConfigurationBuilder configuration)
    {
        var values = Names
            .Select(name => KeyValuePair.Create(name.Value, Environment.GetEnvironmentVariable(name.Key)))
            .Where(pair => !string.IsNullOrEmpty(pair.Value))
            .ToArray();
        var source = new MemoryConfigurationSource { InitialData = values };
        var last = configuration.Sources.Select((each, at) => (each, at)).LastOrDefault(each => each.each is Microsoft.Extensions.Configuration.Json.JsonConfigurationSource).at;
        configuration.Sources.Insert(last + 1, source);
        if (values.Any(value => Methods.Any(method => value.Key.StartsWith(method + ":", StringComparison.Ordinal))))
        {
            configuration.Sources.Insert(0, new MemoryConfigurationSource
            {
                InitialData = Methods.Select(method => KeyValuePair.Create(method + ":Level", (string?)AlarmLevels.Exact)),
            });
        }
    }

    /// <summary>The variable that a setting has besides its own name; null where it has none.</summary>
    public static string? For(string path) => Names.FirstOrDefault(name => name.Value == path).Key;
}
