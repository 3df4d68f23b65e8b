using System.ComponentModel.DataAnnotations;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Web</c>.</summary>
public sealed class WebSettings
{
    /// <summary>Whether this silo serves the dashboard and the REST API.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The address that the dashboard and the REST API listen on.</summary>
    [Host]
    public string Host { get; set; } = "localhost";

    /// <summary>Their port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 5000;

    /// <summary>Whether Orleans' own dashboard is served at <c>/orleans</c>. Every silo of a cluster must have it, or none.</summary>
    public bool OrleansDashboard { get; set; }

    /// <summary>The address that <c>/metrics</c> listens on.</summary>
    [Host]
    public string MetricsHost { get; set; } = "localhost";

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int MetricsPort { get; set; } = 8000;
}
