using System.ComponentModel.DataAnnotations;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Web</c>.</summary>
public sealed class WebSettings : FrontSettings
{
    /// <summary>Whether this silo serves the dashboard and the REST API.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The address that <c>/metrics</c> listens on.</summary>
    [ListenHost]
    public string MetricsHost { get; set; } = "localhost";

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int MetricsPort { get; set; } = 8000;
}
