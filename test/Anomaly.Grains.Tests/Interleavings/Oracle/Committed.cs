using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Interleavings.Kafka;

namespace Anomaly.Grains.Tests.Interleavings.Oracle;

/// <summary>A sample whose effect is in its series' row.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Member">Where the series is a group, the member that the sample is of; else null.</param>
/// <param name="OwnerEpoch">The session that wrote it.</param>
/// <param name="Settings">The settings that this session stamped on it.</param>
internal sealed record Committed(LogSample Sample, string? Member, long OwnerEpoch, StampedSettings Settings);
