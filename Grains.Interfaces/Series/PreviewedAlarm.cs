using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Interfaces.Series;

/// <summary>An alarm that settings would raise.</summary>
/// <param name="Index">The index, among the points of the preview, of the point it is about; below 0 where that lies before them.</param>
/// <param name="Method">The method.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Score">The method's own score.</param>
/// <param name="Reason">One sentence that says why.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.preview.alarm")]
public sealed record PreviewedAlarm(
    [property: Id(0)] int Index,
    [property: Id(1)] string Method,
    [property: Id(2)] AnomalySeverity Severity,
    [property: Id(3)] double Score,
    [property: Id(4)] string Reason);
