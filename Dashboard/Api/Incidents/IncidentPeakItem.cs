using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Api.Incidents;

/// <summary>The worst anomaly of an incident.</summary>
internal sealed record IncidentPeakItem
{
    internal IncidentPeakItem(IncidentPeak peak)
    {
        Series = peak.Series;
        Timestamp = peak.Timestamp;
        DetectionMethod = peak.Method;
        Value = Finite.Nearest(peak.Value);
        Expected = Finite.OrNull(peak.Expected);
        Lower = Finite.OrNull(peak.Lower);
        Upper = Finite.OrNull(peak.Upper);
        AnomalyScore = Finite.Nearest(peak.Score);
        Reason = peak.Reason;
    }

    /// <summary>The series' id.</summary>
    public string Series { get; }

    /// <summary>The event time.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The method.</summary>
    public string DetectionMethod { get; }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>The value that was expected, where the method has one.</summary>
    public double? Expected { get; }

    /// <summary>The lower end of the band, where the method has one.</summary>
    public double? Lower { get; }

    /// <summary>The upper end of the band, where the method has one.</summary>
    public double? Upper { get; }

    /// <summary>The method's own score.</summary>
    public double AnomalyScore { get; }

    /// <summary>One sentence that says why.</summary>
    public string Reason { get; }
}
