namespace Anomaly.Chaos.Checking;

/// <summary>A sample as the checker read it.</summary>
/// <param name="Series">Its series.</param>
/// <param name="Index">Its place in the record.</param>
/// <param name="TimestampMs">Its event time.</param>
/// <param name="Value">Its value.</param>
/// <param name="Labels">The record's labels; null where it has none.</param>
internal readonly record struct ReadSample(string Series, int Index, long TimestampMs, double Value, string? Labels);
