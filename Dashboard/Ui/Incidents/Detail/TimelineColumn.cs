namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>The anomalies of a stretch of time.</summary>
/// <param name="Critical">How many are critical.</param>
/// <param name="Warning">How many are warnings.</param>
/// <param name="Info">How many are less.</param>
internal readonly record struct TimelineColumn(int Critical, int Warning, int Info)
{
    /// <summary>All of them.</summary>
    public int Total => Critical + Warning + Info;
}
