namespace Anomaly.Grains.Partitions;

/// <summary>The owner of a partition; its key is the partition's number.</summary>
[Alias("anomaly.partition")]
internal interface IPartitionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins a session for a reader and answers with the offset to read from. A session that is under way is checkpointed and
    /// ended first. Where the reader is on another silo, the grain leaves this one: ask again. A reader whose program does not read the
    /// partition's states is refused.
    /// </summary>
    [Alias("open")] Task<Opening> OpenAsync(ReaderLog log, string readerSilo, int readerStateVersion);

    /// <summary>Checkpoints and ends the session, so that the next owner replays nothing.</summary>
    [Alias("drain")] Task DrainAsync();
}
