using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Storage.Notifications;

namespace Anomaly.Dashboard.Api.Channels;

/// <summary>Somewhere that incidents are told.</summary>
internal sealed record ChannelItem
{
    internal ChannelItem(ChannelRow channel)
    {
        (Name, Type, Enabled) = (channel.Name, channel.Type, channel.Enabled);
        Settings = FreeObject.Parse(channel.Settings);
        Secrets = channel.Secrets.Keys.ToDictionary(name => name, _ => "set");
        LastDelivery = channel.LastDelivery is { } last ? new LastDeliveryItem(last.At, last.Outcome, last.Detail) : null;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public string Type { get; }

    /// <summary>Whether anything is sent.</summary>
    public bool Enabled { get; }

    /// <summary>What its type asks for.</summary>
    public JsonElement Settings { get; }

    /// <summary>The secrets that it has, by name; each is "set", and never shown.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; }

    /// <summary>What became of the last delivery; null where there was none.</summary>
    public LastDeliveryItem? LastDelivery { get; }
}
