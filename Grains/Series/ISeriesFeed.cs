namespace Anomaly.Grains.Series;

/// <summary>
/// What the owner of a partition asks of a series. The grain reads no clock, setting or database while it applies: the same calls
/// give the same answers, so that a replay makes the same anomalies.
/// </summary>
[Alias("anomaly.series.feed")]
internal interface ISeriesFeed : IGrainWithStringKey
{
    /// <summary>Applies samples in order.</summary>
    [Alias("apply")] Task<SeriesReply> ApplyAsync(SeriesCall call);

    /// <summary>Answers with a snapshot, where the session and the position are the ones asked for; else null.</summary>
    [Alias("snapshot")] Task<SeriesSnapshot?> GetSnapshotAsync(SessionId session, long position);

    /// <summary>The series was removed: what is held of it is let go, where it is of that session and position.</summary>
    [Alias("forget")] Task ForgetAsync(SessionId session, long position);
}
