namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>The worst anomaly of an incident: the most severe, of those the one with the highest score.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.incident.peak")]
public sealed record IncidentPeak
{
    /// <summary>The anomaly's id.</summary>
    [Id(0)] public required Guid AnomalyId { get; init; }

    /// <summary>Its series.</summary>
    [Id(1)] public required string Series { get; init; }

    /// <summary>Its event time.</summary>
    [Id(2)] public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The method that found it.</summary>
    [Id(3)] public required string Method { get; init; }

    /// <summary>The value.</summary>
    [Id(4)] public required double Value { get; init; }

    /// <summary>The value that was expected, where the method has one.</summary>
    [Id(5)] public double? Expected { get; init; }

    /// <summary>The lower end of the band, where the method has one.</summary>
    [Id(6)] public double? Lower { get; init; }

    /// <summary>The upper end of the band, where the method has one.</summary>
    [Id(7)] public double? Upper { get; init; }

    /// <summary>The method's own score.</summary>
    [Id(8)] public required double Score { get; init; }

    /// <summary>One sentence that says why.</summary>
    [Id(9)] public required string Reason { get; init; }
}
