namespace Anomaly.Grains.Tests.Decoding;

/// <summary>A decoded sample with its texts.</summary>
internal sealed record ReadSample(string Series, string Labels, long TimestampMs, double Value, int Index);
