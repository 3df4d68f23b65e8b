using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors;

/// <summary>The settings of one detector. A value out of its range is refused when it is set.</summary>
public abstract record DetectorOptions
{
    private protected DetectorOptions()
    {
    }

    /// <summary>The name of the method these settings are for, as <see cref="IDetector.Method"/>.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// Why these settings, each of them valid, can together never raise an alarm, in one sentence; null where they can.
    /// It is for the place where a person enters settings: a detector made from them runs, but stays silent.
    /// </summary>
    public virtual string? NeverAlarmsBecause => null;

    /// <summary>
    /// Whether the detector itself waits until as many samples in a row are anomalous as it was told, and tells what goes on only once; then
    /// nobody can count its alarms in a row.
    /// </summary>
    public virtual bool CountsStreaks => false;

    internal abstract SnapshotKind Kind { get; }

    internal abstract IDetector Create();

    internal abstract IDetector Restore(ref SnapshotReader snapshot);
}
