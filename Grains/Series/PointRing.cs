using System.Runtime.InteropServices;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Series;

/// <summary>The newest scored points of a series, for charts: 22 bytes each; values exact, the rest in single or half precision.</summary>
internal sealed class PointRing
{
    public const int Capacity = 64;

    private const byte Version = 1;
    private const int Header = 1 + 8 + 1;

    private Point[] _points = [];
    private int _start;
    private int _count;
    private long _baseMs;
    private int _shift;

    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    private struct Point
    {
        public uint Time; // units of 2^shift ms since the base
        public double Value;
        public float Expected;
        public float Band;
        public Half Score; // the sign bit says whether an anomaly was raised
    }

    /// <summary>How many points are kept.</summary>
    public int Count => _count;

    public void Add(long timestampMs, double value, double expected, double band, double score, bool anomaly)
    {
        if (_count == _points.Length && _count < Capacity)
        {
            Grow();
        }
        else if (_count == Capacity)
        {
            _start = (_start + 1) % Capacity;
            _count--;
        }

        var half = (Half)Math.Min(Math.Abs(double.IsNaN(score) ? 0 : score), 60_000);
        _points[(_start + _count) % _points.Length] = new Point
        {
            Time = Pack(timestampMs),
            Value = value,
            Expected = (float)expected,
            Band = (float)band,
            Score = anomaly ? -half : half,
        };
        _count++;
    }

    /// <summary>The newest points, oldest first.</summary>
    public ScoredPoint[] Newest(int limit, Func<long, Guid?> anomalyAt)
    {
        var count = Math.Clamp(limit, 0, _count);
        var points = new ScoredPoint[count];
        for (var i = 0; i < count; i++)
        {
            ref var point = ref _points[(_start + _count - count + i) % _points.Length];
            var time = _baseMs + ((long)point.Time << _shift);
            var band = Finite(point.Band);
            var expected = Finite(point.Expected);
            points[i] = new ScoredPoint(
                DateTimeOffset.FromUnixTimeMilliseconds(time),
                point.Value,
                expected,
                expected - band,
                expected + band,
                Math.Abs((double)point.Score),
                Half.IsNegative(point.Score) ? anomalyAt(time >> _shift << _shift) : null);
        }

        return points;
    }

    public byte[] Save()
    {
        var bytes = new byte[Header + (_count * Marshal.SizeOf<Point>())];
        bytes[0] = Version;
        BitConverter.TryWriteBytes(bytes.AsSpan(1), _baseMs);
        bytes[9] = (byte)_shift;
        var to = MemoryMarshal.Cast<byte, Point>(bytes.AsSpan(Header));
        for (var i = 0; i < _count; i++)
        {
            to[i] = _points[(_start + i) % _points.Length];
        }

        return bytes;
    }

    /// <summary>Reads saved points; none where they are of another version: they are for charts only.</summary>
    public static PointRing Load(byte[]? bytes)
    {
        var ring = new PointRing();
        if (bytes is null || bytes.Length < Header || bytes[0] != Version)
        {
            return ring;
        }

        var points = MemoryMarshal.Cast<byte, Point>(bytes.AsSpan(Header));
        ring._count = Math.Min(points.Length, Capacity);
        ring._points = points[..ring._count].ToArray();
        ring._baseMs = BitConverter.ToInt64(bytes, 1);
        ring._shift = bytes[9];
        return ring;
    }

    private void Grow()
    {
        var points = new Point[Math.Min(Capacity, Math.Max(8, _points.Length * 2))];
        for (var i = 0; i < _count; i++)
        {
            points[i] = _points[(_start + i) % _points.Length];
        }

        _points = points;
        _start = 0;
    }

    private uint Pack(long timestampMs)
    {
        if (_count == 0)
        {
            _baseMs = timestampMs;
            _shift = 0;
            return 0;
        }

        var delta = timestampMs - _baseMs;
        if (delta < 0 || delta >> _shift > uint.MaxValue)
        {
            Rebase(timestampMs);
            delta = timestampMs - _baseMs;
        }

        return (uint)(delta >> _shift);
    }

    /// <summary>Makes room for a time that does not fit: a new base, and coarser units where the points span more than 49 days.</summary>
    private void Rebase(long timestampMs)
    {
        var times = new long[_count];
        var (low, high) = (timestampMs, timestampMs);
        for (var i = 0; i < _count; i++)
        {
            times[i] = _baseMs + ((long)_points[(_start + i) % _points.Length].Time << _shift);
            low = Math.Min(low, times[i]);
            high = Math.Max(high, times[i]);
        }

        _baseMs = low;
        _shift = 0;
        while ((high - low) >> _shift > uint.MaxValue)
        {
            _shift++;
        }

        for (var i = 0; i < _count; i++)
        {
            _points[(_start + i) % _points.Length].Time = (uint)((times[i] - _baseMs) >> _shift);
        }
    }

    private static double? Finite(float value) => float.IsFinite(value) ? value : null;
}
