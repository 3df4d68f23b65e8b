using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Novelty;

/// <summary>
/// Keeps prototypes of the patterns that a series has shown, and says how far the newest is from the most similar one. A pattern is
/// three blocks of samples, each some 50 minutes long where samples come by the minute; a new one replaces the prototype that was
/// matched the longest ago.
/// </summary>
/// <remarks>
/// Novelty by the nearest of stored examples: Markou and Singh, "Novelty detection: a review", Signal Processing 2003; growing when
/// nothing matches as in adaptive resonance (Carpenter and Grossberg, 1987). How unusual a distance is says a <see cref="TailModel"/>
/// of the distances so far.
/// </remarks>
internal struct PrototypeNovelty
{
    public const int Prototypes = 96;
    public const int LongestHalf = 6;
    public const double BlockSeconds = 3000;

    private const int StartsAt = 30;
    private const int BoundsFrom = 200;
    private const int JudgesFrom = 20;
    private const int ShortestHalf = 2;
    private const double CentreRate = 1e-4;
    private const double MayExceed = 0.1;
    private const double NewAbove = 0.04;
    private const double ShapeWeight = 0.15;
    private const double SlowestUsual = 0.001;
    private const double SmallestUsual = 0.05;

    /// <summary>The range may grow this often before the prototypes, kept in units of an early range, are of no use.</summary>
    private const double LargestGrowth = 2000;
    private const double UnitsOfRange = 16;
    private const double SmallestRange = 1e-20;

    private static readonly TailShare Share = new(0.05f);

    private double _centre;
    private double _upper;
    private double _lower;
    private int _half;
    private HalfBlock _current;
    private HalfBlock _previous;
    private Blocks _blocks;
    private int _blockCount;
    private double _unit;
    private int _count;
    private int _clock;
    private double _usual;
    private int _judged;
    private TailModel _tail;
    private OfPrototypes<Half> _first;
    private OfPrototypes<Half> _middle;
    private OfPrototypes<Half> _last;
    private OfPrototypes<ushort> _matched;

    public static PrototypeNovelty New => new() { _tail = new TailModel(0.35f, 0.12f, 2) };

    /// <summary>How many samples a block has; 0 while that is not known.</summary>
    public readonly int BlockLength => 2 * _half;

    public readonly int Known => _count;

    public readonly double Usual => _usual;

    /// <summary>A prototype.</summary>
    public readonly Pattern Prototype(int index) => new(Single(_first[index]), Single(_middle[index]), Single(_last[index]));

    public readonly NoveltyReading Read(double value, int seen)
    {
        var reading = new NoveltyReading { Bounded = value, Nearest = -1 };
        if (seen >= BoundsFrom)
        {
            var margin = MayExceed * (_upper - _lower);
            reading.Bounded = Math.Clamp(value, _lower - margin, _upper + margin);
        }

        if (_half == 0)
            return reading;

        reading.Half = _current.With(reading.Bounded);
        reading.Completes = reading.Half.Count >= _half;
        if (!reading.Completes || _previous.Count == 0)
            return reading;

        var (upper, lower) = RangeWith(reading.Bounded, seen);
        var range = upper - lower;
        reading.Stand = HalfBlock.Stand(_previous, reading.Half, range);
        if (_blockCount < Blocks.Length)
            return reading;

        reading.HasPattern = true;
        reading.Pattern = new Pattern((float)_blocks[0], (float)_blocks[2], (float)reading.Stand);
        if (_count == 0)
            return reading;

        (reading.Nearest, reading.Distance) = Nearest(reading.Pattern, range);
        reading.Ratio = reading.Distance / (SmallestUsual + (2 * _usual));
        if (_judged > JudgesFrom)
            reading.Evidence = _tail.Evidence(reading.Ratio, Share, thin: false);
        return reading;
    }

    /// <param name="value">The value, scaled.</param>
    /// <param name="reading">What was read of it.</param>
    /// <param name="blockSamples">How many samples come in <see cref="BlockSeconds"/>.</param>
    /// <param name="seen">How many values were learned.</param>
    public void Learn(double value, in NoveltyReading reading, double blockSamples, int seen)
    {
        _centre += Math.Max(CentreRate, 1.0 / (seen + 1)) * (value - _centre);
        (_upper, _lower) = RangeWith(reading.Bounded, seen);
        if (_half == 0)
        {
            if (seen >= StartsAt)
                _half = (int)Math.Clamp(Math.Round(blockSamples), 2 * ShortestHalf, 2 * LongestHalf) / 2;
            return;
        }

        _current = reading.Half;
        if (!reading.Completes)
            return;

        if (_previous.Count > 0)
            LearnBlock(reading);
        _previous = _current;
        _current = default;
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _centre);
        state.Value(ref _upper);
        state.Value(ref _lower);
        state.Value(ref _half);
        _current.Transfer(ref state);
        _previous.Transfer(ref state);
        foreach (ref var block in (Span<double>)_blocks)
            state.Value(ref block);
        state.Value(ref _blockCount);
        state.Value(ref _unit);
        state.Value(ref _count);
        state.Value(ref _clock);
        state.Value(ref _usual);
        state.Value(ref _judged);
        _tail.Transfer(ref state);
        _half = Math.Clamp(_half, 0, LongestHalf);
        _blockCount = Math.Clamp(_blockCount, 0, Blocks.Length);
        _count = Math.Clamp(_count, 0, Prototypes);
        _clock = Math.Clamp(_clock, 0, ushort.MaxValue);
        state.Values(((Span<Half>)_first)[.._count]);
        state.Values(((Span<Half>)_middle)[.._count]);
        state.Values(((Span<Half>)_last)[.._count]);
        state.Values(((Span<ushort>)_matched)[.._count]);
    }

    private readonly (double Upper, double Lower) RangeWith(double bounded, int seen) => seen == 0
        ? (bounded, bounded)
        : (Math.Max(bounded, _upper - (CentreRate * (_upper - _centre))), Math.Min(bounded, _lower + (CentreRate * (_centre - _lower))));

    private void LearnBlock(in NoveltyReading reading)
    {
        var range = _upper - _lower;
        Span<double> blocks = _blocks;
        if (_blockCount == Blocks.Length)
            blocks[1..].CopyTo(blocks);
        else
            _blockCount++;
        blocks[_blockCount - 1] = reading.Stand;
        if (!reading.HasPattern || range < SmallestRange)
            return;

        if (_unit == 0 || range > LargestGrowth * _unit * UnitsOfRange)
            (_unit, _count) = (range / UnitsOfRange, 0);

        Tick();
        if (reading.Nearest >= 0 && reading.Nearest < _count)
            _matched[reading.Nearest] = (ushort)_clock;
        if (_count == 0 || reading.Nearest < 0 || reading.Distance > NewAbove)
            Store(reading.Pattern);
        if (reading.Nearest < 0)
            return;

        _judged = Math.Min(_judged + 1, int.MaxValue - 1);
        if (_judged > JudgesFrom + 1)
            _tail.Learn(reading.Ratio, Share);
        _usual += Math.Max(1.0 / _judged, SlowestUsual) * (reading.Distance - _usual);
    }

    private void Store(in Pattern pattern)
    {
        var at = _count;
        if (_count < Prototypes)
        {
            _count++;
        }
        else
        {
            at = 0;
            for (var i = 1; i < Prototypes; i++)
            {
                if (_matched[i] < _matched[at])
                    at = i;
            }
        }

        _first[at] = Stored(pattern.First);
        _middle[at] = Stored(pattern.Middle);
        _last[at] = Stored(pattern.Last);
        _matched[at] = (ushort)_clock;
    }

    private void Tick()
    {
        if (++_clock < ushort.MaxValue)
            return;

        _clock /= 2;
        foreach (ref var matched in (Span<ushort>)_matched)
            matched /= 2;
    }

    private readonly (int Index, double Distance) Nearest(in Pattern pattern, double range)
    {
        if (range < SmallestRange)
            return (0, 0);

        var (best, at) = (float.MaxValue, -1);
        var byRange = (float)(1 / (6 * range));
        var (low, width) = Shape(pattern);
        for (var i = 0; i < _count; i++)
        {
            var known = Prototype(i);
            var toFirst = Math.Abs(pattern.First - known.First);
            var toMiddle = Math.Abs(pattern.Middle - known.Middle);
            var toLast = Math.Abs(pattern.Last - known.Last);
            var distance = byRange * (((toFirst + toMiddle + toLast) / 3) + toLast);
            if (distance >= best)
                continue;

            var (knownLow, knownWidth) = Shape(known);
            distance += (float)ShapeWeight / 3 * (
                Math.Abs(InShape(pattern.First, low, width) - InShape(known.First, knownLow, knownWidth))
                + Math.Abs(InShape(pattern.Middle, low, width) - InShape(known.Middle, knownLow, knownWidth))
                + Math.Abs(InShape(pattern.Last, low, width) - InShape(known.Last, knownLow, knownWidth)));
            if (distance < best)
                (best, at) = (distance, i);
        }

        return (at, best);
    }

    private static (float Low, float Width) Shape(in Pattern pattern)
    {
        var low = Math.Min(pattern.First, Math.Min(pattern.Middle, pattern.Last));
        return (low, Math.Max(pattern.First, Math.Max(pattern.Middle, pattern.Last)) - low);
    }

    private static float InShape(float value, float low, float width) => width > 0 ? (value - low) / width : 0.5f;

    private readonly float Single(Half stored) => (float)stored * (float)_unit;

    private readonly Half Stored(float value) => (Half)Math.Clamp(value / (float)_unit, -60_000f, 60_000f);
}
