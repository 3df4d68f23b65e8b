using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>A record of a log, with what is in it.</summary>
internal sealed class LogRecord
{
    public required RecordOrigin At { get; init; }

    public DateTimeOffset AppendedAt { get; init; }

    public required RecordKind Kind { get; init; }

    public required byte[] Value { get; init; }

    public required LogSample[] Samples { get; init; }
}
