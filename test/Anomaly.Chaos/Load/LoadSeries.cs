namespace Anomaly.Chaos.Load;

/// <summary>Where a series' load is.</summary>
internal sealed class LoadSeries
{
    /// <summary>Event time of the newest sample.</summary>
    public long TimestampMs { get; set; }

    /// <summary>How far the walk is from its middle.</summary>
    public double Level { get; set; }
}
