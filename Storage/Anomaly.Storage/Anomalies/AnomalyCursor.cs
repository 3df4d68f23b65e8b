namespace Anomaly.Storage.Anomalies;

/// <summary>A place in the order of anomalies, which is by (<see cref="DetectedAt"/>, <see cref="Id"/>).</summary>
/// <param name="DetectedAt">When it was detected, in whole milliseconds.</param>
/// <param name="Id">Its id.</param>
public readonly record struct AnomalyCursor(DateTimeOffset DetectedAt, Guid Id);
