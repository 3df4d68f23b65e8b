using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>
/// The way to a series that lives on the owner's own silo: a call of a method, not of a grain. It does what a call does, with the same
/// checks (rule 5), and without a message. A series answers its first call in a session with it (docs/decisions/0023).
/// </summary>
internal interface ISeriesPort
{
    /// <summary>Applies samples in order, where the series is in this session at that position. Else nothing is applied, and a call says why.</summary>
    /// <param name="session">The owner's session.</param>
    /// <param name="previous">The position that the series must have.</param>
    /// <param name="settings">The settings to apply them with.</param>
    /// <param name="samples">The samples; at least one.</param>
    /// <param name="members">Where the series is a group: the id of the member that each sample is of. Else empty.</param>
    /// <param name="anomalies">What was raised; null where nothing was.</param>
    SeriesOutcome Apply(SessionId session, long previous, StampedSettings settings, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members, out List<AnomalyRecord>? anomalies);

    /// <summary>Answers with a snapshot, where the session and the position are the ones asked for; else null.</summary>
    SeriesSnapshot? TakeSnapshot(SessionId session, long position, bool withPoints);
}
