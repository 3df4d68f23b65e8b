namespace Anomaly.Dashboard.Overview;

/// <summary>The anomalies of a range, added up.</summary>
/// <param name="Info">Those just over the threshold.</param>
/// <param name="Warning">Those well over the threshold.</param>
/// <param name="Critical">Those far over the threshold.</param>
/// <param name="Methods">By method, most first.</param>
public sealed record AnomalySums(long Info, long Warning, long Critical, IReadOnlyList<MethodCount> Methods)
{
    /// <summary>All of them.</summary>
    public long Total => Info + Warning + Critical;
}
