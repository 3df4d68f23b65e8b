using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Series;

/// <summary>A series' answer to a call.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Position">The series' position; −2 where it has none.</param>
/// <param name="Anomalies">What was raised, without labels and detection time; null where nothing was.</param>
/// <param name="Snapshot">The state at <paramref name="Position"/>, where it was asked for or an anomaly was raised.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.reply")]
internal sealed record SeriesReply(
    [property: Id(0)] SeriesOutcome Outcome,
    [property: Id(1)] long Position,
    [property: Id(2)] AnomalyRecord[]? Anomalies,
    [property: Id(3)] SeriesSnapshot? Snapshot)
{
    /// <summary>
    /// The way to the series without grain calls. Not serialized: an answer within a silo is handed over as it is, so that only a caller
    /// beside the series gets it.
    /// </summary>
    [field: NonSerialized]
    public ISeriesPort? Port { get; init; }
}
