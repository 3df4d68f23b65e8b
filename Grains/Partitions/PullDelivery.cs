using System.Runtime.InteropServices;
using Anomaly.Grains.Series;

namespace Anomaly.Grains.Partitions;

/// <summary>Brings a pull's samples to their series, all of a series at once: directly where that can be, else by what waits for its call.</summary>
internal sealed class PullDelivery(PartitionSession session, SeriesCaller caller)
{
    private SeriesSample[] _samples = new SeriesSample[64];
    private string[] _members = new string[64];

    /// <summary>Delivers.</summary>
    /// <param name="pull">The pull.</param>
    /// <param name="touched">The series that it has samples of.</param>
    /// <param name="pending">The samples; those of a series are chained.</param>
    public void Deliver(Pull pull, List<SeriesEntry> touched, List<PendingSample> pending)
    {
        var now = session.Context.Time.GetTimestamp();
        var (direct, applied) = (0, 0);
        session.QueueDepth += pull.Samples;
        foreach (var entry in touched)
        {
            var count = Gather(entry, CollectionsMarshal.AsSpan(pending));
            var samples = _samples.AsSpan(0, count);
            var members = entry.AsGroup is null ? default : _members.AsSpan(0, count);
            if (!caller.TryApply(entry, samples, members, now))
            {
                Wait(pull, entry, samples, members);
                caller.Dispatch(entry);
            }
            else if (session.HasEnded)
            {
                return; // they could not be applied
            }
            else
            {
                direct++;
                applied += count;
            }
        }

        session.QueueDepth -= applied;
        session.Context.Metrics.SamplesProcessed.Inc(applied);
        session.Context.Metrics.DirectCalls.Inc(direct);
    }

    private int Gather(SeriesEntry entry, ReadOnlySpan<PendingSample> pending)
    {
        var count = entry.PendingCount;
        if (_samples.Length < count)
        {
            _samples = new SeriesSample[2 * count];
            _members = new string[2 * count];
        }

        var place = entry.PendingFirst;
        for (var i = 0; i < count; i++)
        {
            ref readonly var next = ref pending[place];
            (_samples[i], _members[i], place) = (next.Sample, next.Member!, next.Next);
        }

        entry.PendingCount = 0;
        return count;
    }

    private static void Wait(Pull pull, SeriesEntry entry, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members)
    {
        (entry.Queue ??= new(samples.Length)).AddRange(samples);
        entry.AsGroup?.Queue(members);
        if (entry.QueuePull is null)
        {
            entry.QueuePull = pull;
        }
        else
        {
            (entry.MoreQueuePulls ??= []).Add(pull);
        }

        pull.Outstanding++;
    }
}
