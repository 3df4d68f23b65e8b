using YamlDotNet.RepresentationModel;

namespace Anomaly.Deployment.Tests.Compose;

/// <summary>A service of the compose file.</summary>
internal sealed class ComposeService(string name, YamlMappingNode node)
{
    public const string SecretFolder = "/run/secrets/";

    public string Name => name;

    public string Image => Text("image")!;

    /// <summary>The target of our Dockerfile that it is built from; null for an image of somebody else's.</summary>
    public string? BuildTarget => Map("build").GetValueOrDefault("target");

    public string? User => Text("user");

    public string? Hostname => Text("hostname");

    public bool ReadOnly => Text("read_only") == "true";

    public string? Restart => Text("restart");

    public string? StopGracePeriod => Text("stop_grace_period");

    public IReadOnlyDictionary<string, string> Environment => Map("environment");

    public IReadOnlyList<string> Command => List("command");

    public IReadOnlyList<string> Ports => List("ports");

    public IReadOnlyList<string> Volumes => List("volumes");

    /// <summary>Names of secrets, each a file in <see cref="SecretFolder"/>.</summary>
    public IReadOnlyList<string> Secrets => Child("secrets") is YamlSequenceNode secrets ? [.. secrets.Select(secret => secret["source"].ToString())] : [];

    /// <summary>What it waits for, and in which state.</summary>
    public IReadOnlyDictionary<string, string> DependsOn => Child("depends_on") is YamlMappingNode others
        ? others.ToDictionary(other => other.Key.ToString(), other => other.Value["condition"].ToString())
        : [];

    public IReadOnlyList<string> Health => Child("healthcheck") is YamlMappingNode check ? [.. ((YamlSequenceNode)check["test"]).Select(word => word.ToString())] : [];

    public string? MemoryLimit => Child("deploy") is YamlMappingNode deploy ? deploy["resources"]["limits"]["memory"].ToString() : null;

    public IReadOnlyList<string> DroppedCapabilities => List("cap_drop");

    private YamlNode? Child(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private string? Text(string key) => Child(key)?.ToString();

    private string[] List(string key) => Child(key) is YamlSequenceNode list ? [.. list.Select(item => item.ToString())] : [];

    private Dictionary<string, string> Map(string key) => Child(key) is YamlMappingNode map
        ? map.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString())
        : [];
}
