namespace Anomaly.Storage.Notifications;

/// <summary>A channel as it is stored.</summary>
public sealed record ChannelRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Whether anything is sent.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Its settings: a JSON object.</summary>
    public required string Settings { get; init; }

    /// <summary>Its secrets by name, protected: of use only to whoever has the key.</summary>
    public IReadOnlyDictionary<string, byte[]> Secrets { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Rises at each change; 0 for a channel that is not stored.</summary>
    public long Revision { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What became of the last delivery; null where there was none. Not written with the rest.</summary>
    public LastDelivery? LastDelivery { get; init; }
}
