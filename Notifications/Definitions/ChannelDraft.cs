using System.Text.Json.Nodes;

namespace Anomaly.Notifications.Definitions;

/// <summary>A channel as somebody wants it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Enabled">Whether anything is to be sent.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Secrets">Its secrets by name, in clear: of this process alone, never to be written or shown. The value is null where one is kept as it is stored.</param>
public sealed record ChannelDraft(string Name, string Type, bool Enabled, JsonObject Settings, IReadOnlyDictionary<string, string?> Secrets)
{
    /// <summary>All but the secrets.</summary>
    public override string ToString() => $"{Type} channel {Name}";
}
