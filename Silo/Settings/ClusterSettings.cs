using System.ComponentModel.DataAnnotations;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    private const string Name = "[a-zA-Z0-9._-]{1,100}";

    /// <summary>One silo alone, even with a broker and a database that others could share.</summary>
    public bool Single { get; set; }

    /// <summary>The silos of one cluster have the same. Another one on the same tables replaces this cluster; the two must not run at once.</summary>
    [Required, RegularExpression(Name)]
    public string ClusterId { get; set; } = "anomaly";

    /// <summary>Stays the same when a cluster is replaced by another; the tables belong to it, and a silo of another service is refused there.</summary>
    [Required, RegularExpression(Name)]
    public string ServiceId { get; set; } = "anomaly";

    /// <summary>The silo's name; the machine's name and the port where it is empty.</summary>
    [RegularExpression(Name)]
    public string SiloName { get; set; } = "";

    /// <summary>The address that the silo listens on and that the others reach it by.</summary>
    [IpAddress]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port that silos talk by.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port that clients talk by.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;
}
