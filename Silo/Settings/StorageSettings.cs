using System.ComponentModel.DataAnnotations;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Storage</c>. An empty <see cref="DatabaseSettings.Postgres"/> is SQLite in <see cref="Path"/>.</summary>
public sealed class StorageSettings : DatabaseSettings
{
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
