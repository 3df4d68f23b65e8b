using System.Globalization;
using Anomaly.Streaming.Kafka.Positions;
using Orleans.Runtime.Placement;

namespace Anomaly.Grains.Partitions;

/// <summary>Tells the readers where to start: where the partition's owner, asked to begin a session, says.</summary>
internal sealed class PartitionPositions(IGrainFactory grains, ILocalSiloDetails silo) : IStreamPositions
{
    private const int Moves = 5;

    public async Task<long> GetStartAsync(string provider, KafkaPartitionLog log, CancellationToken cancellationToken)
    {
        var owner = grains.GetGrain<IPartitionGrain>(log.Partition.ToString(CultureInfo.InvariantCulture));
        var reader = new ReaderLog(provider, log.Topic, log.Partition, log.TopicId, log.Low, log.High, log.Generation, log.EndsBelow);
        // Without it a silo that has just given the owner up, and is asked by a stale entry of a directory's cache, would place it at itself again.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        for (var i = 0; i < Moves; i++)
        {
            if (await owner.OpenAsync(reader, silo.SiloAddress.ToParsableString()).WaitAsync(cancellationToken) is { } start)
            {
                return start;
            }
        }

        throw new InvalidOperationException($"The owner of partition {log.Partition} of topic '{log.Topic}' did not come to this silo; it is asked again.");
    }
}
