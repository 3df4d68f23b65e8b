using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Messages;

/// <summary>One incident in a message, as it was when the message was made.</summary>
public sealed record NotifiedIncident
{
    /// <summary>The most <see cref="Series"/> that are named.</summary>
    public const int MaxSeries = 20;

    /// <summary>The incident's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it goes on.</summary>
    public required NotificationStatus Status { get; init; }

    /// <summary>The severity of its most severe anomaly.</summary>
    public required AnomalySeverity Severity { get; init; }

    /// <summary>The incident's labels: those that all its series have in common.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The labels by which a receiver that was told of this incident alone knows it: those that it began with, and <c>series</c> where it began with one. Null where it was told in a group.</summary>
    public IReadOnlyDictionary<string, string>? Identity { get; init; }

    /// <summary>Ids of its series, at most <see cref="MaxSeries"/> of them.</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    /// <summary>How many series it has.</summary>
    public int SeriesCount { get; init; }

    /// <summary>The methods that raised its anomalies.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>How many anomalies it has.</summary>
    public long AnomalyCount { get; init; }

    /// <summary>The event time of its first anomaly.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The event time of its newest anomaly.</summary>
    public required DateTimeOffset LastAnomalyAt { get; init; }

    /// <summary>When it ended; null while it is firing.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Its most severe anomaly.</summary>
    public required NotifiedAnomaly Peak { get; init; }

    /// <summary>Whether somebody takes care of it.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>Who takes care of it, where that is known.</summary>
    public string? AcknowledgedBy { get; init; }
}
