using System.ComponentModel.DataAnnotations;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Section <c>Web</c>: what every host has of it.</summary>
public class FrontSettings
{
    /// <summary>The address that the dashboard and the REST API listen on.</summary>
    [ListenHost]
    public string Host { get; set; } = "localhost";

    /// <summary>Their port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 5000;

    /// <summary>Whether Orleans' own dashboard is served at <c>/orleans</c>. Every silo of a cluster must have it, or none.</summary>
    public bool OrleansDashboard { get; set; }
}
