namespace Anomaly.Detectors;

/// <summary>One measurement of a series.</summary>
/// <param name="TimestampMs">Event time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Value">The measured value; a sample that is NaN or infinite is ignored by every detector.</param>
public readonly record struct Sample(long TimestampMs, double Value);
