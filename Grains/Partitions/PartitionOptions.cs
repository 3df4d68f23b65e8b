using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Partitions;

/// <summary>How the owners of partitions save.</summary>
public sealed class PartitionOptions
{
    /// <summary>Within how long all that changed is saved.</summary>
    /// <value>5 s</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often series that hold anomalies are saved and the live feed is told.</summary>
    /// <value>100 ms</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan AnomalyInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many states one statement writes at the most.</summary>
    /// <value>2000</value>
    [Range(1, 10_000)]
    public int RowsPerFlush { get; set; } = 2000;

    /// <summary>Whether offsets are committed to Kafka once applied, not once saved. For a broker that does not outlive the process.</summary>
    /// <value>false</value>
    public bool CommitWhenApplied { get; set; }

    /// <summary>How many series there may be, over all partitions; each has the same share. 0 for no limit.</summary>
    /// <value>0</value>
    [Range(0, int.MaxValue)]
    public int MaxSeries { get; set; }

    /// <summary>How long a series stays after its newest sample came; zero for ever.</summary>
    /// <value>0</value>
    public TimeSpan KeepSeries { get; set; }

    /// <summary>
    /// How long an owner must have read its log to the end, and met no sample of a series, before it removes that, whatever a clock says that may have
    /// been set wrong. No setting.
    /// </summary>
    internal TimeSpan RemovalGrace { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>From the end of one look through the rows of a partition to the next; null for what the other options make of it. No setting.</summary>
    internal TimeSpan? HomeScanPause { get; set; }

    /// <summary>
    /// How often a series beside its owner is called as a grain at the least, so that the silo does not collect it as idle after Orleans'
    /// quarter of an hour; each takes up to twice that. No setting.
    /// </summary>
    internal TimeSpan GrainCallInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Grain calls of a session that are under way at once. Most are first contacts, and come by the ten thousand where a session begins; each
    /// under way costs objects that Orleans keeps for the next. No setting.
    /// </summary>
    internal int GrainCallsAtOnce { get; set; } = 64;

    /// <summary>The name of the Kafka stream provider.</summary>
    public const string StreamProvider = "metrics";

    /// <summary>The namespace of the physical streams, one a partition.</summary>
    public const string StreamNamespace = "metrics.partitions";

    /// <summary>The namespace that series subscribe to.</summary>
    public const string SeriesNamespace = "metrics";
}
