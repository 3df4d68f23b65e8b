using Anomaly.Grains.DeadLetters;
using Anomaly.Grains.Decoding;
using Anomaly.Streaming.Kafka;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>The topic of records that could not be read.</summary>
internal sealed class DeadLetterSink(Simulation simulation, Silo silo) : IDeadLetterTopic
{
    public Task<bool> SendAsync(KafkaBatch batch, KafkaRecord record, DecodeError error) =>
        simulation.Request($"dead letter {batch.Partition}:{record.Offset}", silo, () => true);
}
