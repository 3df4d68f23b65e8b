namespace Anomaly.Grains.Interfaces.Series;

/// <summary>New points of a watched series.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="Activation">The life of the grain that counts.</param>
/// <param name="Number">How many points the grain has had in this life, those of this update included.</param>
/// <param name="Points">The newest of them, oldest first. Where they begin after what the watcher has, some were missed.</param>
/// <param name="Status">How the series is after them.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.update")]
public sealed record SeriesUpdate(
    [property: Id(0)] string Series,
    [property: Id(1)] Guid Activation,
    [property: Id(2)] long Number,
    [property: Id(3)] ScoredPoint[] Points,
    [property: Id(4)] SeriesStatus Status);
