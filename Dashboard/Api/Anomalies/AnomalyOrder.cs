namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>The orders of the history.</summary>
public enum AnomalyOrder
{
    /// <summary>By time of detection, the newest first.</summary>
    Newest,

    /// <summary>By time of detection, the oldest first.</summary>
    Oldest,

    /// <summary>By series in byte order, each with its oldest first.</summary>
    Series,

    /// <summary>The reverse of <see cref="Series"/>: each with its newest first.</summary>
    SeriesDesc,
}
