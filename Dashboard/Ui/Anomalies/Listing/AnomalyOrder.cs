namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The order of the list.</summary>
public enum AnomalyOrder
{
    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Oldest first.</summary>
    Oldest,

    /// <summary>By series, A to Z, then oldest first.</summary>
    Series,

    /// <summary>By series, Z to A, then newest first.</summary>
    SeriesDescending,
}
