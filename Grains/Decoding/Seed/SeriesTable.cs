namespace Anomaly.Grains.Decoding.Seed;

/// <summary>Finds the sample of a series among those of one record, each of another series. Reused from record to record.</summary>
internal sealed class SeriesTable
{
    private const int SmallestSize = 32;

    private int[] _slots = new int[SmallestSize]; // index of the sample + 1, 0 = free
    private int _size = SmallestSize; // slots in use: a power of two, so that a small record does not clear what a huge one needed
    private int _first;

    /// <summary>Takes all samples out.</summary>
    /// <param name="first">The index of the record's first sample.</param>
    public void Clear(int first)
    {
        _first = first;
        _size = SmallestSize;
        Array.Clear(_slots, 0, _size);
    }

    /// <summary>Finds the sample of a series, or notes that the next sample added to the buffer will be it.</summary>
    public bool TryFind(SampleBuffer samples, ReadOnlySpan<byte> series, out int index)
    {
        if ((samples.Count - _first) * 2 >= _size)
            Grow(samples);
        ref var slot = ref Probe(samples, series);
        index = slot - 1;
        if (index >= 0)
            return true;
        slot = samples.Count + 1;
        return false;
    }

    private ref int Probe(SampleBuffer samples, ReadOnlySpan<byte> series)
    {
        // Seeded by the process: nobody can choose field names that collide.
        var hash = default(HashCode);
        hash.AddBytes(series);
        var at = hash.ToHashCode() & (_size - 1);
        while (_slots[at] != 0 && !samples.SeriesUtf8(samples[_slots[at] - 1]).SequenceEqual(series))
            at = (at + 1) & (_size - 1);
        return ref _slots[at];
    }

    private void Grow(SampleBuffer samples)
    {
        _size *= 2;
        if (_slots.Length < _size)
            _slots = new int[_size];
        else
            Array.Clear(_slots, 0, _size);
        for (var i = _first; i < samples.Count; i++)
            Probe(samples, samples.SeriesUtf8(samples[i])) = i + 1;
    }
}
