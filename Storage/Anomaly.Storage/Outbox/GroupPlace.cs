namespace Anomaly.Storage.Outbox;

/// <summary>A group that an incident is told in.</summary>
public sealed record GroupPlace
{
    /// <summary>The group: a text that no other has, of whatever route.</summary>
    public required string GroupKey { get; init; }

    /// <summary>The route that the group is of. An incident is in one group of a route: the one that it came into first.</summary>
    public required string RouteKey { get; init; }

    /// <summary>The name of the channel that is told.</summary>
    public required string Channel { get; init; }

    /// <summary>The labels that make the group.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>How long the group waits for more where the incident is its first.</summary>
    public TimeSpan Wait { get; init; }
}
