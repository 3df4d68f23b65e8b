using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Records;

/// <summary>
/// The highest and the lowest of all values, which fade towards the middle, and are never narrower than what the spread of the
/// values makes likely.
/// </summary>
internal struct Envelope
{
    private const double Forgetting = 1e-5;
    private const double SlowestMean = 0.001;
    private const double Spreads = 5.5;
    private const double LoneDecades = 6;

    private static readonly TailShare Share = new(0.02f);

    private double _upper;
    private double _lower;
    private double _mean;
    private double _spread;
    private int _seen;
    private TailModel _tail;

    /// <summary>In mean absolute deviations, of which a standard deviation has 1.25.</summary>
    public static Envelope New => new() { _tail = new TailModel(2.9f, 0.45f, 2) };

    public readonly double Upper => _upper;

    public readonly double Lower => _lower;

    /// <summary>The range, and by how much of its width a value lies outside.</summary>
    /// <param name="value">The value.</param>
    /// <param name="spread">The mean distance of the series from its mean, part of the width.</param>
    /// <param name="lone">Whether extremes come alone: then they are noise with a heavy tail, and the range must hold it.</param>
    public readonly double Margin(double value, double spread, bool lone)
    {
        if (_seen == 0)
            return 0;

        var reach = _spread * (lone ? Math.Max(Spreads, _tail.MeasureAt(LoneDecades, Share)) : Spreads);
        var upper = Math.Max(_upper, _mean + reach);
        var lower = Math.Min(_lower, _mean - reach);
        var width = upper - lower + (3 * spread);
        return width > 0 ? Math.Max(Math.Max(value - upper, lower - value), 0) / width : 0;
    }

    public readonly bool IsPeak(double value) => _spread > 0 && _tail.IsPeak(Math.Abs(value - _mean) / _spread);

    public void Learn(double value)
    {
        if (_seen == 0)
        {
            _upper = _lower = _mean = value;
            _seen = 1;
            return;
        }

        var distance = Math.Abs(value - _mean);
        if (_spread > 0)
            _tail.Learn(Math.Min(distance / _spread, 1e9), Share);
        _upper = Math.Max(value, _upper - (Forgetting * Math.Max(_upper - _mean, 0)));
        _lower = Math.Min(value, _lower + (Forgetting * Math.Max(_mean - _lower, 0)));
        var rate = Math.Max(1.0 / _seen, SlowestMean);
        _spread += rate * (distance - _spread);
        _mean += rate * (value - _mean);
        _seen = Math.Min(_seen + 1, int.MaxValue - 1);
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _upper);
        state.Value(ref _lower);
        state.Value(ref _mean);
        state.Value(ref _spread);
        state.Value(ref _seen);
        _tail.Transfer(ref state);
        _seen = Math.Max(_seen, 0);
    }
}
