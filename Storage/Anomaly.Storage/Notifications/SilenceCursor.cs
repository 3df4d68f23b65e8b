namespace Anomaly.Storage.Notifications;

/// <summary>A place in the list of silences.</summary>
/// <param name="EndsAt">When the silence ends, in whole milliseconds.</param>
/// <param name="Id">Its id.</param>
public readonly record struct SilenceCursor(DateTimeOffset EndsAt, Guid Id);
