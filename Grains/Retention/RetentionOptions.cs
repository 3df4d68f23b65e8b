using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Retention;

/// <summary>How long what is saved stays, section <c>Retention</c>. Zero is for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>The shortest time that can be set: what is younger may be at work still.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromHours(1);

    /// <summary>How long anomalies stay after they were detected, and incidents after their last one.</summary>
    /// <value>365 days</value>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Anomalies { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a series stays, with all that it has learned, after its newest sample came.</summary>
    /// <value>90 days</value>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan Series { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long the list of records that were refused goes back. The topic of dead letters has its own retention.</summary>
    /// <value>30 days</value>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan DeadLetters { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the audit log goes back.</summary>
    /// <value>365 days</value>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan AuditLog { get; set; } = TimeSpan.FromDays(365);

    /// <summary>What is wrong with the settings.</summary>
    /// <returns>One sentence that names the setting; null where all is well.</returns>
    public string? FindFlaw() =>
        Find(nameof(Anomalies), Anomalies) ?? Find(nameof(Series), Series) ?? Find(nameof(DeadLetters), DeadLetters) ?? Find(nameof(AuditLog), AuditLog);

    private static string? Find(string name, TimeSpan value) =>
        value != TimeSpan.Zero && value < Least ? $"Retention:{name} is '{value}'; it must be 00:00:00 (for ever), or {Least} to 36500 days." : null;
}
