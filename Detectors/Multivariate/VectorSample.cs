using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// A random sample of a group's vectors, newer ones more likely, and the forest that grows from it. What the sample takes waits until
/// enough does; then the forest is grown anew. So the forest follows from what is saved, and need not be saved itself.
/// </summary>
/// <remarks>Biased reservoir sampling: Aggarwal, VLDB 2006: each vector is taken with one chance in <see cref="Horizon"/> ÷ <see cref="Capacity"/>, in the place of a random one.</remarks>
internal sealed class VectorSample
{
    private const int Capacity = 128;
    private const int Horizon = 2000;
    private const int Batch = 16;
    private const float Largest = 1e30f;

    private static readonly ForestOptions Options = new() { Trees = 48, SampleSize = 64 };

    private readonly List<float[]> _kept = [];
    private readonly List<(int Place, float[] Vector)> _waiting = [];
    private VectorForest? _forest;
    private ulong _seen;
    private ulong _grown;

    public bool HasForest => _kept.Count >= 2;

    /// <summary>How quickly random splits isolate a vector.</summary>
    public double Score(ReadOnlySpan<float> vector)
    {
        _forest ??= Grow(vector.Length);
        return _forest.Score(vector);
    }

    /// <summary>A number as the forest takes it.</summary>
    public static float Narrow(double value) => (float)Math.Clamp(value, -Largest, Largest);

    /// <summary>Members were added: what they were before they were there is taken to be what they are now.</summary>
    public void Widen(ReadOnlySpan<float> vector)
    {
        for (var i = 0; i < _kept.Count; i++)
            _kept[i] = Widened(_kept[i], vector);
        for (var i = 0; i < _waiting.Count; i++)
            _waiting[i] = (_waiting[i].Place, Widened(_waiting[i].Vector, vector));
        _forest = null;
    }

    public void Learn(ReadOnlySpan<float> vector)
    {
        var random = SeededRandom.For(Options.Seed, _seen++);
        var full = _kept.Count + _waiting.Count >= Capacity;
        if (full && random.NextDouble() >= (double)Capacity / Horizon)
            return;

        _waiting.Add((full ? random.Next(Capacity) : _kept.Count + _waiting.Count, vector.ToArray()));
        if (_waiting.Count < Batch)
            return;

        foreach (var (place, taken) in _waiting)
        {
            if (place < _kept.Count)
                _kept[place] = taken;
            else
                _kept.Add(taken);
        }

        _waiting.Clear();
        _grown++;
        _forest = null;
    }

    public void Save(in SnapshotWriter snapshot)
    {
        snapshot.Number((long)_seen);
        snapshot.Number((long)_grown);
        snapshot.Number(_kept.Count);
        snapshot.Number(_waiting.Count);
        foreach (var vector in _kept)
            Save(snapshot, vector);
        foreach (var (place, vector) in _waiting)
        {
            snapshot.Number(place);
            Save(snapshot, vector);
        }
    }

    public void Restore(ref SnapshotReader snapshot, int width)
    {
        _seen = (ulong)snapshot.Number();
        _grown = (ulong)snapshot.Number();
        var kept = snapshot.Count(Capacity, "the number of vectors kept");
        var waiting = snapshot.Count(Batch - 1, "the number of vectors that wait");
        for (var i = 0; i < kept; i++)
            _kept.Add(Read(ref snapshot, width));
        for (var i = 0; i < waiting; i++)
            _waiting.Add((snapshot.Count(Capacity - 1, "a place"), Read(ref snapshot, width)));
    }

    private static void Save(in SnapshotWriter snapshot, float[] vector)
    {
        foreach (var value in vector)
            snapshot.Single(value);
    }

    private static float[] Read(ref SnapshotReader snapshot, int width)
    {
        var vector = new float[width];
        foreach (ref var value in vector.AsSpan())
            value = snapshot.FiniteSingle("a vector's value");
        return vector;
    }

    private static float[] Widened(float[] old, ReadOnlySpan<float> vector)
    {
        var wide = vector.ToArray();
        old.CopyTo(wide, 0);
        return wide;
    }

    private VectorForest Grow(int width)
    {
        var rows = new float[_kept.Count * width];
        for (var i = 0; i < _kept.Count; i++)
            _kept[i].CopyTo(rows, i * width);
        return VectorForest.Grow(rows, width, Options with { Seed = Options.Seed + _grown });
    }
}
