namespace Anomaly.Grains.Decoding;

/// <summary>Decoded samples of one or many records. Grows, and is kept: one a partition session, for one thread at a time.</summary>
internal sealed class SampleBuffer
{
    private DecodedSample[] _samples = new DecodedSample[256];

    /// <summary>Samples in the buffer.</summary>
    public int Count { get; private set; }

    internal ByteArena Arena { get; } = new(8192);

    /// <summary>A sample, in the order of decoding.</summary>
    public ref readonly DecodedSample this[int i] => ref _samples.AsSpan(0, Count)[i];

    /// <summary>The series id. Valid until the buffer changes.</summary>
    public ReadOnlySpan<byte> SeriesUtf8(scoped in DecodedSample sample) => Arena[new ArenaSlice(sample.SeriesStart, sample.SeriesLength)];

    /// <summary>
    /// The labels as a JSON object of strings, keys sorted, without white space: equal labels are equal bytes. Empty = none.
    /// Valid until the buffer changes.
    /// </summary>
    public ReadOnlySpan<byte> LabelsJson(scoped in DecodedSample sample) => Arena[new ArenaSlice(sample.LabelsStart, sample.LabelsLength)];

    /// <summary>A place to come back to.</summary>
    public int Mark() => Count;

    /// <summary>Forgets all samples that came after a mark.</summary>
    public void RollBack(int mark)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)mark, (uint)Count, nameof(mark));
        Count = mark;
        Arena.Truncate(mark == 0 ? 0 : _samples[mark - 1].ArenaEnd);
    }

    /// <summary>Forgets all samples and keeps the memory.</summary>
    public void Clear() => RollBack(0);

    internal void Add(ArenaSlice series, ArenaSlice labels, long timestampMs, double value, int index)
    {
        if (Count == _samples.Length)
            Array.Resize(ref _samples, Count * 2);
        _samples[Count++] = new DecodedSample(series.Start, series.Length, labels.Start, labels.Length, timestampMs, value, index)
        {
            ArenaEnd = Arena.Length,
        };
    }

    // Unlike a roll-back keeps the texts: what was added next would use them again.
    internal void DropSamples(int from) => Count = from;

    internal void SetTime(int from, long timestampMs)
    {
        for (var i = from; i < Count; i++)
            _samples[i] = _samples[i] with { TimestampMs = timestampMs };
    }

    internal void ReplaceValue(int i, double value) => _samples[i] = _samples[i] with { Value = value };
}
