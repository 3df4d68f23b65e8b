using System.Globalization;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Producing;
using Anomaly.Streaming.Kafka;
using Confluent.Kafka;

namespace Anomaly.Grains.DeadLetters;

/// <summary>Sends to <c>&lt;topic&gt;.deadletter</c>: key and value as they came, reason and source in headers by Kafka Connect's names.</summary>
internal sealed class DeadLetterTopic(TopicProducer producer) : IDeadLetterTopic
{
    public async Task<bool> SendAsync(KafkaBatch batch, KafkaRecord record, DecodeError error)
    {
        var topic = batch.Topic + ".deadletter";
        var key = record.KeyLength < 0 ? null : batch.Key(record).ToArray();
        var value = record.ValueLength < 0 ? null : batch.Value(record).ToArray();
        try
        {
            await producer.SendAsync(topic, key, value, MakeHeaders(batch, record, error));
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> exception) when (TopicProducer.IsTooLarge(exception.Error))
        {
            // At the size limit the headers were too much. Reason and source are in the database too.
        }

        try
        {
            await producer.SendAsync(topic, key, value);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> exception) when (TopicProducer.IsTooLarge(exception.Error))
        {
            return false;
        }
    }

    private static Headers MakeHeaders(KafkaBatch batch, KafkaRecord record, DecodeError error)
    {
        var headers = new Headers();
        Add("topic", batch.Topic);
        Add("partition", batch.Partition.ToString(CultureInfo.InvariantCulture));
        Add("offset", record.Offset.ToString(CultureInfo.InvariantCulture));
        Add("stage", "VALUE_CONVERTER");
        Add("class.name", typeof(RecordDecoder).FullName!);
        Add("exception.class.name", error.Reason);
        Add("exception.message", $"{error.Field} {error.Detail}");
        return headers;

        void Add(string name, string value) => headers.Add("__connect.errors." + name, Encoding.UTF8.GetBytes(value));
    }
}
