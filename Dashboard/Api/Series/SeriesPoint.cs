using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Api.Series;

/// <summary>A sample as the methods saw it.</summary>
internal sealed record SeriesPoint
{
    internal SeriesPoint(ScoredPoint point)
    {
        Timestamp = point.Timestamp;
        Value = Finite.Nearest(point.Value);
        Expected = Finite.OrNull(point.Expected);
        Lower = Finite.OrNull(point.Lower);
        Upper = Finite.OrNull(point.Upper);
        Score = Finite.Nearest(point.Score);
        AnomalyId = point.AnomalyId;
    }

    /// <summary>Event time.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The value, exact.</summary>
    public double Value { get; }

    /// <summary>The value expected, where there is one.</summary>
    public double? Expected { get; }

    /// <summary>The lower end of the band, where there is one.</summary>
    public double? Lower { get; }

    /// <summary>The upper end of the band, where there is one.</summary>
    public double? Upper { get; }

    /// <summary>How close to alarming it was: 1 is the threshold, more is an alarm.</summary>
    public double Score { get; }

    /// <summary>The anomaly raised on this sample, where one was and is still remembered.</summary>
    public Guid? AnomalyId { get; }
}
