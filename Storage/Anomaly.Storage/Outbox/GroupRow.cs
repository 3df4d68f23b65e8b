namespace Anomaly.Storage.Outbox;

/// <summary>A group that is due to be looked at.</summary>
public sealed record GroupRow
{
    /// <summary>The group.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Its route.</summary>
    public required string RouteKey { get; init; }

    /// <summary>The channel that is told.</summary>
    public required string Channel { get; init; }

    /// <summary>The labels that make the group.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When its first incident came in.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last looked at; null before the first time.</summary>
    public DateTimeOffset? LastLook { get; init; }

    /// <summary>When the channel was last told of it; null where it never was.</summary>
    public DateTimeOffset? LastSent { get; init; }

    /// <summary>Whether a message of it is still to be delivered.</summary>
    public bool MessageWaits { get; init; }
}
