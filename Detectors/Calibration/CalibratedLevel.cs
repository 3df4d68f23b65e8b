using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Calibration;

/// <summary>
/// Finds the level of alarm of one measure on the series itself: the measure in units of its own mean, its tail, and the level at
/// which ordinary samples are as rare as asked for.
/// </summary>
/// <param name="start">The tail to begin with, in units of the mean measure.</param>
/// <param name="share">What it is made of.</param>
/// <param name="decades">−log10 of the chance at which there is an alarm.</param>
/// <param name="minStreak">How many samples in a row must be above the level.</param>
/// <param name="warmUp">How many measures must be known before one is judged.</param>
internal sealed class CalibratedLevel(TailModel start, TailShare share, double decades, int minStreak, int warmUp)
{
    private const double SlowestMean = 0.002;
    private const double FarthestMeans = 8;
    private const double Doubt = 16;

    private TailModel _tail = start;
    private QuietTime _quiet;
    private double _mean;
    private int _seen;

    /// <summary>Whether enough measures are known.</summary>
    public bool IsWarm => _seen >= warmUp;

    /// <summary>How many measures were learned, at most as many as are needed.</summary>
    public int Seen => Math.Min(_seen, warmUp);

    /// <summary>The measure at which there is an alarm.</summary>
    public double Threshold => _tail.MeasureAt(decades, share) * _mean * Widening;

    private double Widening => 1 + (Doubt / Math.Max(_seen, 1));

    /// <summary>Judges a measure: its score, 0 where it says nothing new, above 1 where there is an alarm.</summary>
    /// <param name="measure">Not below 0.</param>
    /// <param name="learning">Whether it is learned.</param>
    public double Judge(double measure, Learning learning)
    {
        var relative = _mean > 0 ? Math.Min(measure / _mean, 1e9) : measure > 0 ? 1e9 : 0;
        var score = _seen < warmUp ? 0 : Rarity.Score(_tail.Evidence(relative / Widening, share), decades);
        var told = _quiet.Tell(score, minStreak, out var quiet);
        if (learning == Learning.Learn)
            Learn(measure, relative, quiet);
        return told;
    }

    /// <summary>Writes a level behind a detector's state, or that there is none.</summary>
    public static void Save(CalibratedLevel? level, SnapshotWriter snapshot)
    {
        snapshot.Number(level is null ? 0 : 1);
        level?.Transfer(ref snapshot);
    }

    /// <summary>Reads what was written into a level; what was written where there is none now is read all the same.</summary>
    public static void Restore(CalibratedLevel? level, ref SnapshotReader snapshot)
    {
        if (snapshot.Count(1, "the number of levels") == 1)
            (level ?? new CalibratedLevel(TailModel.OfNormal, default, 1, 1, 1)).Transfer(ref snapshot);
    }

    private void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        _tail.Transfer(ref state);
        _quiet.Transfer(ref state);
        state.Value(ref _mean);
        state.Value(ref _seen);
        _seen = Math.Max(_seen, 0);
        _mean = Math.Max(_mean, 0);
    }

    private void Learn(double measure, double relative, in QuietTime quiet)
    {
        _quiet = quiet;
        if (_seen >= warmUp)
            _tail.Learn(relative, share);
        var counted = _seen < warmUp ? measure : Math.Min(measure, FarthestMeans * _mean);
        _mean = Math.Min(_mean + (Math.Max(1.0 / (_seen + 1), SlowestMean) * (counted - _mean)), double.MaxValue);
        _seen = Math.Min(_seen + 1, int.MaxValue - 1);
    }
}
