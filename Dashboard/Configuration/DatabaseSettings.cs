using System.ComponentModel.DataAnnotations;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Section <c>Storage</c>: what every host has of it.</summary>
public class DatabaseSettings
{
    /// <summary>PostgreSQL's connection string.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>The schema of PostgreSQL; each cluster has its own.</summary>
    [RegularExpression("[a-z_][a-z0-9_]{0,62}")]
    public string Schema { get; set; } = "anomaly";
}
