using Anomaly.Chaos.Silo.Faults;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Chaos.Silo.Parts;

/// <summary>The way to a series beside its owner, who dies around it. A call of a method is not lost and does not come twice.</summary>
internal sealed class ChaosSeriesPort(ISeriesPort port, CallFaults faults) : ISeriesPort
{
    public SeriesOutcome Apply(SessionId session, long previous, StampedSettings settings, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members, out List<AnomalyRecord>? anomalies)
    {
        faults.Ambush.Pass(Phase.Apply, Side.Before, remote: false);
        var outcome = port.Apply(session, previous, settings, samples, members, out anomalies);
        faults.Counters.Add(outcome == SeriesOutcome.Applied ? Counter.Applied : Counter.Gaps, outcome == SeriesOutcome.Applied ? samples.Length : 1);
        faults.Ambush.Pass(Phase.Apply, Side.After, remote: false);
        return outcome;
    }

    public SeriesSnapshot? TakeSnapshot(SessionId session, long position, bool withPoints) => port.TakeSnapshot(session, position, withPoints);
}
