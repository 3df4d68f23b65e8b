using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>The way to a series beside its owner. All that can happen to it is that the activation behind it ends.</summary>
internal sealed class SimulatedPort(Simulation simulation, SeriesActivation target, ISeriesPort port) : ISeriesPort
{
    public SeriesOutcome Apply(SessionId session, long previous, StampedSettings settings, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members, out List<AnomalyRecord>? anomalies)
    {
        if (simulation.Fault(60))
        {
            simulation.Note($"series {target.Id} on {target.Silo.Name} is collected before its owner comes in");
            simulation.Series.Forget(target);
        }

        simulation.Ledger.NoteApplied(target.Id, session, settings, samples);
        var outcome = port.Apply(session, previous, settings, samples, members, out anomalies);
        simulation.Note($"direct {target.Id} {session.Partition}:{samples[0].Offset}-{samples[^1].Offset} after {previous} of owner {session.OwnerEpoch}: {outcome}");
        return outcome;
    }

    public SeriesSnapshot? TakeSnapshot(SessionId session, long position, bool withPoints)
    {
        var snapshot = port.TakeSnapshot(session, position, withPoints);
        simulation.Note($"snapshot {target.Id} at {position} for owner {session.OwnerEpoch}: {(snapshot is null ? "none" : "taken")}");
        return snapshot;
    }
}
