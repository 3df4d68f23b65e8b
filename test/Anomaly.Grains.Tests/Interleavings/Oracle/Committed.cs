using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Interleavings.Kafka;

namespace Anomaly.Grains.Tests.Interleavings.Oracle;

/// <summary>A sample whose effect is in its series' row.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="OwnerEpoch">The session that wrote it.</param>
/// <param name="Settings">The settings that this session stamped on it.</param>
internal sealed record Committed(LogSample Sample, long OwnerEpoch, StampedSettings Settings);
