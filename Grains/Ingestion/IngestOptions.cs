using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Ingestion;

/// <summary>How samples that come by REST are put into the topic.</summary>
public sealed class IngestOptions
{
    /// <summary>
    /// How many bytes sent by REST a partition may hold unread before more are refused for the moment; 0 is no limit. For a broker
    /// in this process, which keeps little.
    /// </summary>
    /// <value>0</value>
    [Range(0, long.MaxValue)]
    public long MaxUnreadBytes { get; set; }

    /// <summary>How long the broker may take to accept a record.</summary>
    /// <value>10 s</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
