using System.ComponentModel.DataAnnotations;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageSettings
{
    /// <summary>PostgreSQL's connection string; empty for SQLite in <see cref="Path"/>.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>The schema of PostgreSQL; each cluster has its own.</summary>
    [RegularExpression("[a-z_][a-z0-9_]{0,62}")]
    public string Schema { get; set; } = "anomaly";

    /// <summary>The folder of SQLite's file and of <c>kafka.address</c>.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>Within how long all that changed is saved.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long start-up waits for the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
