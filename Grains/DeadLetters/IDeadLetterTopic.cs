using Anomaly.Grains.Decoding;
using Anomaly.Streaming.Kafka;

namespace Anomaly.Grains.DeadLetters;

/// <summary>The topic of records that could not be read.</summary>
internal interface IDeadLetterTopic
{
    /// <summary>Sends a record there, whole. Done once the broker has it; fails where it does not take it now.</summary>
    /// <returns>False where the broker will never take it, because its limit of a record's size is lower there: the caller must keep it.</returns>
    Task<bool> SendAsync(KafkaBatch batch, KafkaRecord record, DecodeError error);
}
