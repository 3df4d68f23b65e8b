using System.Globalization;
using Anomaly.Streaming.Kafka.Positions;
using Orleans.Runtime.Placement;

namespace Anomaly.Grains.Partitions;

/// <summary>Tells the readers where to start: where the partition's owner, asked to begin a session, says.</summary>
internal sealed class PartitionPositions(IGrainFactory grains, ILocalSiloDetails silo, PartitionEligibility eligibility, StateFormat format, TimeProvider time) : IStreamPositions
{
    private const int Moves = 5;

    public async Task<long> GetStartAsync(string provider, KafkaPartitionLog log, CancellationToken cancellationToken)
    {
        var owner = grains.GetGrain<IPartitionGrain>(log.Partition.ToString(CultureInfo.InvariantCulture));
        var reader = new ReaderLog(provider, log.Topic, log.Partition, log.TopicId, log.Low, log.High, log.Generation, log.EndsBelow);
        for (var moves = 0; moves < Moves;)
        {
            var opening = await OpenAsync(owner, reader).WaitAsync(cancellationToken);
            if (opening.Start is { } start)
            {
                eligibility.NoteClaim(log.Partition, format.Version);
                return start;
            }

            if (opening.StateVersion is { } version)
            {
                // The partition goes to a silo that can read it, or to none.
                eligibility.NoteClaim(log.Partition, version);
                throw new InvalidOperationException(format.Refusal(log.Partition, version) + ".");
            }

            if (opening.Pause > TimeSpan.Zero)
            {
                await Task.Delay(opening.Pause, time, cancellationToken);
            }
            else
            {
                moves++;
            }
        }

        throw new InvalidOperationException($"The owner of partition {log.Partition} of topic '{log.Topic}' did not come to this silo; it is asked again.");
    }

    /// <summary>The hint brings the owner here. Without it, a call that is sent on by the silo that the owner leaves would bring it back there.</summary>
    private Task<Opening> OpenAsync(IPartitionGrain owner, ReaderLog reader)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        try
        {
            return owner.OpenAsync(reader, silo.SiloAddress.ToParsableString(), format.Version);
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }
}
