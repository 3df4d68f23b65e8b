namespace Anomaly.Dashboard.Overview;

/// <summary>A bar of the timeline.</summary>
/// <param name="Slot">Its place, which stays the same while the timeline moves on.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Info">Anomalies just over the threshold.</param>
/// <param name="Warning">Anomalies well over the threshold.</param>
/// <param name="Critical">Anomalies far over the threshold.</param>
public sealed record TimelineBucket(long Slot, DateTimeOffset From, DateTimeOffset To, long Info, long Warning, long Critical)
{
    /// <summary>All of them.</summary>
    public long Total => Info + Warning + Critical;
}
