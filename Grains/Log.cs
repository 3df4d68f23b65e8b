using Microsoft.Extensions.Logging;

namespace Anomaly.Grains;

/// <summary>What the grains log: event ids 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Partition {Topic}/{Partition}: owner epoch {OwnerEpoch} (topic epoch {TopicEpoch}) starts at offset {Start}.")]
    public static partial void SessionOpened(ILogger logger, string topic, int partition, long ownerEpoch, int topicEpoch, long start);

    [LoggerMessage(1001, LogLevel.Warning, "Partition {Topic}/{Partition}: owner epoch {OwnerEpoch} ends, all since the last checkpoint is read again: {Reason}.")]
    public static partial void SessionEnded(ILogger logger, Exception? exception, string topic, int partition, long ownerEpoch, string reason);

    [LoggerMessage(1002, LogLevel.Error, "Partition {Topic}/{Partition}: {Lost} records are LOST: the broker's retention removed offsets {From} to {To} before they were read. Give the topic a longer retention.")]
    public static partial void RecordsLost(ILogger logger, string topic, int partition, long lost, long from, long to);

    [LoggerMessage(1003, LogLevel.Information, "Series {Series} moved from partition {From} to partition {To}: its records arrive there now. Key the records by series so that it stays.")]
    public static partial void SeriesTaken(ILogger logger, string series, int from, int to);

    [LoggerMessage(1004, LogLevel.Information, "Checkpointed and closed {Count} partitions.")]
    public static partial void Drained(ILogger logger, int count);

    [LoggerMessage(1005, LogLevel.Warning, "{Left} of {Count} partitions were not checkpointed in time; what they had since their last checkpoint is read again at the next start.")]
    public static partial void DrainTimedOut(ILogger logger, int left, int count);

    [LoggerMessage(1006, LogLevel.Error, "The topic '{Topic}' does not take records: {Error}.")]
    public static partial void ProduceFailed(ILogger logger, string topic, string error);

    [LoggerMessage(1007, LogLevel.Warning, "Worker is not ready: {Why}.")]
    public static partial void NotReady(ILogger logger, string why);

    [LoggerMessage(1008, LogLevel.Information, "Worker is ready.")]
    public static partial void Ready(ILogger logger);

    [LoggerMessage(1009, LogLevel.Warning, "This silo does not read a partition: {Why}.")]
    public static partial void StateTooNew(ILogger logger, string why);

    [LoggerMessage(1011, LogLevel.Information, "Settings changed: revision {Revision}, {Rules} rules, {Overrides} series with settings of their own.")]
    public static partial void SettingsChanged(ILogger logger, long revision, int rules, int overrides);

    [LoggerMessage(1012, LogLevel.Debug, "This silo has the settings of revision {Revision}.")]
    public static partial void SettingsTaken(ILogger logger, long revision);

    [LoggerMessage(1013, LogLevel.Warning, "The settings cannot be followed; those known last are in force until they can: {Reason}")]
    public static partial void SettingsLost(ILogger logger, string reason);

    [LoggerMessage(1014, LogLevel.Warning, "The newest settings could not be asked for; those of revision {Revision} (-1: none) are in force: {Reason}")]
    public static partial void SettingsNotAsked(ILogger logger, long revision, string reason);

    [LoggerMessage(1015, LogLevel.Warning, "The silences whose samples are not to be learned could not be read; those known last are in force, and the next look is within a minute: {Reason}")]
    public static partial void PausesNotRead(ILogger logger, string reason);

    [LoggerMessage(1016, LogLevel.Information, "{Anomalies} anomalies, {Incidents} incidents, {DeadLetters} records of the list of dead letters and {Audit} entries of the audit log were older than they may be, and are deleted; it took {Seconds:0} s.")]
    public static partial void HistoryPruned(ILogger logger, long anomalies, long incidents, long deadLetters, long audit, double seconds);

    [LoggerMessage(1017, LogLevel.Warning, "What is older than it may be cannot be deleted now, and is tried again each minute: {Reason}")]
    public static partial void HistoryNotPruned(ILogger logger, string reason);

    [LoggerMessage(1018, LogLevel.Information, "{Count} series of partition {Partition} have been silent for longer than {Keep} and are removed, with what they had learned.")]
    public static partial void SeriesRemoved(ILogger logger, int count, int partition, TimeSpan keep);

    [LoggerMessage(1019, LogLevel.Warning, "Partition {Partition} has {Count} series, its share of Detection:MaxSeries; further ones are refused, and their records go to the dead-letter topic. The first is {Series}.")]
    public static partial void SeriesLimitReached(ILogger logger, int partition, long count, string series);

    [LoggerMessage(1020, LogLevel.Information, "The live feed does not take events; they are sent again until it does: {Reason}")]
    public static partial void FeedAway(ILogger logger, string reason);

    [LoggerMessage(1021, LogLevel.Information, "The live feed takes events again; {Dropped} were too many to wait for it, and are in the history only.")]
    public static partial void FeedBack(ILogger logger, long dropped);

    [LoggerMessage(1040, LogLevel.Warning, "Series {Series} arrives in partition {Partition}, but its group {Group} is at home in partition {Home}: its samples are not in the group's vectors. Send the records of one group with the value of its label as record key.")]
    public static partial void GroupElsewhere(ILogger logger, string series, int partition, string group, int home);

    [LoggerMessage(1010, LogLevel.Debug, "Which versions of the state the partitions need could not be asked.")]
    public static partial void EligibilityUnknown(ILogger logger, Exception exception);
}
