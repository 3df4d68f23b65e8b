using Anomaly.Dashboard.Configuration;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Extensions.Configuration.Memory;

namespace Anomaly.Silo.Settings;

/// <summary>Environment variables that are read under their own names.</summary>
internal static class SeedVariables
{
    public static VariableNames Names { get; } = new(new Dictionary<string, string>
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
    });

    /// <summary>The methods of the seed: one of its variables for either gives both their exact level, unless that is set by its own name.</summary>
    private static readonly string[] Methods = ["Detection:MovingAverage", "Detection:IsolationForest"];

    /// <summary>Adds them below the environment and the command line.</summary>
    public static void AddSeedVariables(this IConfigurationBuilder configuration)
    {
        var set = Names.AddTo(configuration);
        if (set.Any(setting => Methods.Any(method => setting.StartsWith(method + ":", StringComparison.Ordinal))))
        {
            configuration.Sources.Insert(0, new MemoryConfigurationSource
            {
                InitialData = Methods.Select(method => KeyValuePair.Create(method + ":Level", (string?)AlarmLevels.Exact)),
            });
        }
    }
}
