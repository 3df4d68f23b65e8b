using System.Globalization;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka;

/// <summary>The batch as Orleans' streams see it: a container of one event, itself.</summary>
public sealed partial class KafkaBatch : IBatchContainer
{
    [NonSerialized] private StreamSequenceToken? _token;

    /// <summary>The batch's stream: its key is the partition's number.</summary>
    public StreamId StreamId => StreamId.Create(StreamNamespace, Partition.ToString(CultureInfo.InvariantCulture));

    /// <summary>The batch's place in its stream: <see cref="From"/>.</summary>
    public StreamSequenceToken SequenceToken => _token ??= new EventSequenceTokenV2(From);

    /// <summary>The batch itself where <typeparamref name="T"/> is <see cref="KafkaBatch"/> (or a base of it); nothing else.</summary>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => this is T batch ? [Tuple.Create(batch, SequenceToken)] : [];

    /// <summary>A batch carries no request context.</summary>
    public bool ImportRequestContext() => false;
}
