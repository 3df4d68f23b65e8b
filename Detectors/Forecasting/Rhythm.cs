using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Forecasting;

/// <summary>
/// How often samples come: the median of the time between them, followed in steps of a tenth, so that a gap, a late sample or a
/// repeated timestamp moves it little.
/// </summary>
internal struct Rhythm
{
    private const double Tolerance = 0.05;
    private const double Step = 1.1;
    private const double Longest = 1e9;

    private long _lastMs;
    private double _seconds;

    /// <summary>Seconds between samples; 0 where no time has passed yet.</summary>
    public readonly double Seconds => _seconds;

    /// <summary>How many samples a span has, at least one; a sample a minute where that is not known.</summary>
    public readonly double SamplesIn(double seconds) => Math.Max(1, seconds / (_seconds > 0 ? _seconds : 60));

    public void Learn(long timestampMs, int seen)
    {
        var gap = seen == 0 ? 0 : Math.Min((timestampMs - (double)_lastMs) / 1000, Longest);
        _lastMs = timestampMs;
        if (gap <= 0)
            return;

        if (_seconds == 0)
            _seconds = gap;
        else if (gap > (1 + Tolerance) * _seconds)
            _seconds *= Step;
        else if (gap < (1 - Tolerance) * _seconds)
            _seconds /= Step;
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _lastMs);
        state.Value(ref _seconds);
    }
}
