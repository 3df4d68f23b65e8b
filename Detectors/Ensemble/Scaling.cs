using Anomaly.Detectors.Snapshots;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Ensemble;

/// <summary>
/// Values as distances from the first, in units of the first change (a power of two, so that nothing is rounded): a series of any
/// size is worked on with the same numbers, none of which can overflow.
/// </summary>
internal struct Scaling
{
    private const double Farthest = 1e30;

    /// <summary>Differences below this part of a value are rounding, not measurement.</summary>
    private const double Rounding = 1e-9;

    private double _origin;
    private double _unit;
    private int _started;

    /// <summary>Makes sure that the value can be expressed.</summary>
    public void Meet(double value)
    {
        if (_started == 0)
        {
            _origin = value;
            _started = 1;
        }
        else if (_unit == 0 && value != _origin)
        {
            var change = Math.Clamp(Math.Abs(Finite.Clamp(value - _origin)), 1e-300, 1e300);
            _unit = Math.ScaleB(1, Math.ILogB(change));
        }
    }

    public readonly double In(double value) =>
        _unit == 0 ? 0 : Math.Clamp(Finite.Clamp(value - _origin) / _unit, -Farthest, Farthest);

    public readonly double Out(double scaled) => Finite.Clamp(_origin + (scaled * _unit));

    public readonly double DistanceOut(double scaled) => Finite.Clamp(scaled * _unit);

    /// <summary>What a difference must exceed, near a scaled value, to be one.</summary>
    public readonly double Noise(double scaled) =>
        _unit == 0 ? 0 : Rounding * Math.Min((Math.Abs(_origin) / _unit) + Math.Abs(scaled), Farthest);

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _origin);
        state.Value(ref _unit);
        state.Value(ref _started);
    }
}
