namespace Anomaly.Storage.Anomalies;

/// <summary>A place in an order of anomalies.</summary>
/// <param name="DetectedAt">When it was detected, in whole milliseconds.</param>
/// <param name="Id">Its id.</param>
/// <param name="Series">Its series' id; needed where the order is by series.</param>
public readonly record struct AnomalyCursor(DateTimeOffset DetectedAt, Guid Id, string? Series = null);
