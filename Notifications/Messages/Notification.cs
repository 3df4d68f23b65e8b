namespace Anomaly.Notifications.Messages;

/// <summary>One message to one channel about one group of incidents: those of a route with the same values of its <c>group_by</c> labels.</summary>
public sealed record Notification
{
    /// <summary>The most <see cref="Incidents"/> that a message has.</summary>
    public const int MaxIncidents = 50;

    /// <summary>The idempotency key: the same at each attempt to deliver this message, and of no other message.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the channel that it goes to.</summary>
    public required string Channel { get; init; }

    /// <summary>The route that it goes by, as text: its channel, matchers, least severity and grouping.</summary>
    public required string Route { get; init; }

    /// <summary>Which group it is about: a text that stays the same over the group's messages and is unlike that of any other group.</summary>
    public required string GroupKey { get; init; }

    /// <summary>The labels that make the group, with their values.</summary>
    public IReadOnlyDictionary<string, string> GroupLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>The labels that all its incidents have with the same value.</summary>
    public IReadOnlyDictionary<string, string> CommonLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Resolved only where all of the group's incidents are.</summary>
    public required NotificationStatus Status { get; init; }

    /// <summary>The incidents, the most important first; at most <see cref="MaxIncidents"/>.</summary>
    public IReadOnlyList<NotifiedIncident> Incidents { get; init; } = [];

    /// <summary>How many incidents the group has beyond those in <see cref="Incidents"/>.</summary>
    public int Truncated { get; init; }

    /// <summary>Why it is sent.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>When it was made; older than the moment of sending where an attempt is not the first.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The address that people reach the dashboard at, without <c>/ui</c>; null: messages have no links.</summary>
    public Uri? ExternalUrl { get; init; }
}
