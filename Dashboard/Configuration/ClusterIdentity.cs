using System.ComponentModel.DataAnnotations;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Section <c>Cluster</c>: what every host has of it.</summary>
public class ClusterIdentity
{
    /// <summary>What a name of a cluster, a service or a silo is made of.</summary>
    protected const string Name = "[a-zA-Z0-9._-]{1,100}";

    /// <summary>The silos of one cluster have the same. Another one on the same tables replaces this cluster; the two must not run at once.</summary>
    [Required, RegularExpression(Name)]
    public string ClusterId { get; set; } = "anomaly";

    /// <summary>Stays the same when a cluster is replaced by another; the tables belong to it, and a silo of another service is refused there.</summary>
    [Required, RegularExpression(Name)]
    public string ServiceId { get; set; } = "anomaly";
}
