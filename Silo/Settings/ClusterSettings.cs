using System.ComponentModel.DataAnnotations;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Cluster</c>.</summary>
public sealed class ClusterSettings : ClusterIdentity
{
    /// <summary>One silo alone, even with a broker and a database that others could share.</summary>
    public bool Single { get; set; }

    /// <summary>The silo's name; the machine's name and the port where it is empty.</summary>
    [RegularExpression(Name)]
    public string SiloName { get; set; } = "";

    /// <summary>The address that the silo listens on and that the others reach it by; a name is looked up at the start.</summary>
    [Address]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port that silos talk by.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port that clients talk by.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;
}
