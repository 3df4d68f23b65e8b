namespace Anomaly.Dashboard;

/// <summary>What else the host serves about the cluster. Added by the host, where it serves any of it.</summary>
/// <param name="OrleansDashboard">Whether Orleans' own dashboard is at <see cref="OrleansDashboardPath"/>.</param>
public sealed record ClusterLinks(bool OrleansDashboard)
{
    /// <summary>Where Orleans' own dashboard is.</summary>
    public const string OrleansDashboardPath = "/orleans";
}
