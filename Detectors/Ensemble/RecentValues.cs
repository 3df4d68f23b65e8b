using System.Runtime.CompilerServices;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Ensemble;

/// <summary>The last values, for the picture of an alarm: in single precision, which is enough to look at.</summary>
internal struct RecentValues
{
    private const int Capacity = 24;

    private Ring _ring;
    private int _next;
    private int _count;

    public void Add(double scaled)
    {
        _ring[_next] = (float)scaled;
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>The values before one and that one, oldest first, in the unit of the series.</summary>
    public readonly double[] With(double value, in Scaling scaling)
    {
        var values = new double[_count + 1];
        for (var i = 0; i < _count; i++)
            values[i] = scaling.Out(_ring[(_next - _count + i + Capacity) % Capacity]);
        values[_count] = value;
        return values;
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Values(_ring);
        state.Value(ref _next);
        state.Value(ref _count);
        _next = Math.Clamp(_next, 0, Capacity - 1);
        _count = Math.Clamp(_count, 0, Capacity);
    }

    [InlineArray(Capacity)]
    private struct Ring
    {
        private float _first;
    }
}
