using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Environment variables that are read under their own names, and the settings that they stand for.</summary>
/// <param name="names">The settings' paths by the variables' names.</param>
internal sealed class VariableNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The settings' paths by the variables' names.</summary>
    public IReadOnlyDictionary<string, string> Names => names;

    /// <summary>The variable that a setting has besides its own name; null where it has none.</summary>
    public string? For(string path) => names.FirstOrDefault(name => name.Value == path).Key;

    /// <summary>Adds those that are set below the environment and the command line, so that <c>Kafka__Topic</c> wins over <c>KAFKA_TOPIC</c>.</summary>
    /// <returns>The settings that were set so.</returns>
    public IReadOnlyList<string> AddTo(IConfigurationBuilder configuration)
    {
        var values = names
            .Select(name => KeyValuePair.Create(name.Value, Environment.GetEnvironmentVariable(name.Key)))
            .Where(pair => !string.IsNullOrEmpty(pair.Value))
            .ToArray();
        var last = configuration.Sources.Select((source, at) => (source, at)).LastOrDefault(each => each.source is JsonConfigurationSource).at;
        configuration.Sources.Insert(last + 1, new MemoryConfigurationSource { InitialData = values });
        return [.. values.Select(value => value.Key)];
    }
}
