using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>Anomalies of one key that follow each other. The key is a series, or the values of some labels.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.incident.record")]
public sealed record Incident
{
    /// <summary>How many of its series an incident names (<see cref="Series"/>).</summary>
    public const int MaxSeries = 20;

    /// <summary>A UUID in the order in which incidents are opened.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>What its anomalies have in common, as text: <c>series:</c> and the series' id, or <c>labels:</c> and a JSON object of labels.</summary>
    [Id(1)] public required string Key { get; init; }

    /// <summary>Whether it goes on.</summary>
    [Id(2)] public required IncidentStatus Status { get; init; }

    /// <summary>The worst severity among its anomalies.</summary>
    [Id(3)] public required AnomalySeverity Severity { get; init; }

    /// <summary>The labels that all its anomalies have, with the same values.</summary>
    [Id(4)] public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The first <see cref="MaxSeries"/> of its series, by id.</summary>
    [Id(5)] public IReadOnlyList<string> Series { get; init; } = [];

    /// <summary>How many series it has.</summary>
    [Id(6)] public required int SeriesCount { get; init; }

    /// <summary>The methods that found its anomalies, by name.</summary>
    [Id(7)] public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>How many anomalies it has.</summary>
    [Id(8)] public required long AnomalyCount { get; init; }

    /// <summary>The event time of its first anomaly.</summary>
    [Id(9)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The event time of its last anomaly.</summary>
    [Id(10)] public required DateTimeOffset LastAnomalyAt { get; init; }

    /// <summary>When its last anomaly was detected.</summary>
    [Id(11)] public required DateTimeOffset LastDetectedAt { get; init; }

    /// <summary>When it was over.</summary>
    [Id(12)] public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it was over.</summary>
    [Id(13)] public IncidentResolution? ResolvedBy { get; init; }

    /// <summary>Who said that it is over; null unless a person did.</summary>
    [Id(14)] public string? Resolver { get; init; }

    /// <summary>Its worst anomaly.</summary>
    [Id(15)] public required IncidentPeak Peak { get; init; }

    /// <summary>Who looks after it; null where nobody said so.</summary>
    [Id(16)] public IncidentAcknowledgement? Acknowledged { get; init; }

    /// <summary>What was said of it, oldest first.</summary>
    [Id(17)] public IReadOnlyList<IncidentComment> Comments { get; init; } = [];

    /// <summary>The newest of its anomalies by id.</summary>
    [Id(18)] public required Guid LastCountedAnomaly { get; init; }

    /// <summary>Rises by one with each change.</summary>
    [Id(19)] public required long Revision { get; init; }
}
