using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>A sample and where it stands: where it came from first, if its record was sent again.</summary>
internal sealed record LogSample(string Series, RecordOrigin At, RecordOrigin First, int Index, long TimestampMs, double Value);
