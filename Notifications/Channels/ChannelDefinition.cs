using System.Text.Json.Nodes;

namespace Anomaly.Notifications.Channels;

/// <summary>A channel as people set it up: where messages go, and how.</summary>
public sealed record ChannelDefinition
{
    /// <summary>The channel's name, unique among the channels.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, such as <c>webhook</c>: which settings and secrets it has.</summary>
    public required string Type { get; init; }

    /// <summary>Whether messages are sent.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What its type asks for, in snake_case.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>Its secrets by name, in clear; in memory only, never written or shown.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Name and type; neither settings nor secrets.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} ({Type})";
}
