namespace Anomaly.Notifications.Messages;

/// <summary>One anomaly in a message: the most severe of its incident.</summary>
public sealed record NotifiedAnomaly
{
    /// <summary>The anomaly's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the series that it is on.</summary>
    public required string Series { get; init; }

    /// <summary>The event time of the sample that it is about.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The value that was judged, in the series' own unit.</summary>
    public required double Value { get; init; }

    /// <summary>The value that the method expected, where it has one.</summary>
    public double? Expected { get; init; }

    /// <summary>The lower end of the band that would not have alarmed, where the method has one.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper end of the band that would not have alarmed, where the method has one.</summary>
    public double? Upper { get; init; }

    /// <summary>The method's own score; larger is more anomalous.</summary>
    public required double Score { get; init; }

    /// <summary>The method's name, such as <c>ensemble</c>.</summary>
    public required string Method { get; init; }

    /// <summary>One sentence that says why.</summary>
    public required string Reason { get; init; }
}
