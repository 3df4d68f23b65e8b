using Anomaly.Grains.Partitions;
using Anomaly.Grains.Tests.Interleavings.Runtime;
using Anomaly.Streaming.Kafka;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>A silo's reader of a partition with its pulling agent: asks the owner where to start, reads from there, delivers one batch after another.</summary>
internal sealed class Reader(Simulation simulation, Silo silo, PartitionLogs log, int firstGeneration)
{
    private const int MaxUnreleased = 6;
    private const int MaxRecords = 5;

    private readonly Dictionary<long, KafkaBatch> _unreleased = [];
    private readonly Queue<KafkaBatch> _ready = new();
    private readonly int _firstGeneration = firstGeneration;
    private int _generation = firstGeneration;
    private long? _position;
    private bool _asking;
    private bool _delivering;

    public Silo Silo => silo;

    public int Partition => log.Partition;

    /// <summary>Whether it still is the silo's reader of the partition.</summary>
    public bool IsAlive => !silo.IsDead && silo.Streams.Readers.GetValueOrDefault(Partition) == this;

    public void Restart()
    {
        simulation.Note($"reader of {Partition} on {silo.Name} starts anew");
        _generation++;
        _position = null;
        _asking = false;
        _unreleased.Clear();
        _ready.Clear();
    }

    public void Release(KafkaBatch batch)
    {
        if (batch.Generation == _generation)
        {
            _unreleased.Remove(batch.From);
        }
    }

    public int Generation => _generation;

    public long? Position => _position;

    public bool HasRead(KafkaBatch batch) => batch.Generation >= _firstGeneration && batch.Generation <= _generation;

    /// <summary>Does the next thing that is to be done.</summary>
    public bool Poll()
    {
        if (_position is not { } position)
        {
            if (_asking)
            {
                return false;
            }

            Ask();
            return true;
        }

        if (position >= log.High || _unreleased.Count >= MaxUnreleased)
        {
            return false;
        }

        var next = Math.Min(log.High, position + 1 + simulation.Random.Next(MaxRecords));
        var batch = MakeBatch(position, next);
        _unreleased.Add(position, batch);
        _position = next;
        _ready.Enqueue(batch);
        Deliver();
        return true;
    }

    private void Ask()
    {
        _asking = true;
        var generation = _generation;
        var question = new ReaderLog("metrics", Simulation.Topic, Partition, log.TopicId, 0, log.High, _generation, null);
        simulation.Partitions.Call(
            $"open {Partition} for {silo.Name}",
            silo,
            Partition,
            activation => activation.Grain.OpenAsync(question, silo.SiloAddress.ToParsableString(), StateFormat.Newest),
            opening =>
            {
                if (generation == _generation)
                {
                    _asking = false;
                    _position = opening.Start; // null: it is asked again
                }
            },
            () => _asking = generation != _generation && _asking);
    }

    private void Deliver()
    {
        while (!_delivering && _ready.TryDequeue(out var batch))
        {
            _delivering = true;
            simulation.Partitions.Call(
                $"batch {Partition}:{batch.From}-{batch.Next} from {silo.Name}",
                silo,
                Partition,
                activation => DeliverAsync(activation, batch),
                _ =>
                {
                    _delivering = false;
                    Deliver();
                },
                () =>
                {
                    // The agent gives up: the cache lets the reader start anew.
                    _delivering = false;
                    if (batch.Generation == _generation && IsAlive)
                    {
                        Restart();
                    }

                    Deliver();
                });
        }
    }

    private static async Task<bool> DeliverAsync(PartitionActivation activation, KafkaBatch batch)
    {
        try
        {
            await activation.Grain.OnNextAsync(batch);
            return true;
        }
        catch (InvalidOperationException refused)
        {
            throw new InjectedFault(refused.Message); // it may: the agent hears of it
        }
    }

    private KafkaBatch MakeBatch(long from, long next)
    {
        var records = log.Records.GetRange((int)from, (int)(next - from));
        var data = new List<byte>();
        var places = new KafkaRecord[records.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new(records[i].At.Offset, -1, data.Count, records[i].Kind == RecordKind.Keyless ? -1 : 0, data.Count, records[i].Value.Length);
            data.AddRange(records[i].Value);
        }

        return new()
        {
            Provider = "metrics",
            Topic = Simulation.Topic,
            Partition = Partition,
            Generation = _generation,
            From = from,
            Next = next,
            High = log.High,
            ReceivedAt = simulation.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            Records = places,
            Data = [.. data],
        };
    }
}
