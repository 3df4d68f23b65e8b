using System.Runtime.InteropServices;

namespace Anomaly.Detectors.Snapshots;

/// <summary>
/// A checksum over a state. Where thousands of numbers depend on each other no range says that they belong together; a state that
/// was damaged on its way is refused instead of believed.
/// </summary>
internal struct StateChecksum : IStateTransfer
{
    private const ulong Start = 0xCBF29CE484222325;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private ulong _hash;

    /// <summary>The checksum of what was visited.</summary>
    public readonly long Sum => (long)((_hash ^ Start) >> 1);

    public void Value(scoped ref double value) => Add(BitConverter.DoubleToUInt64Bits(value));

    public void Value(scoped ref float value) => Add(BitConverter.SingleToUInt32Bits(value));

    public void Value(scoped ref int value) => Add((uint)value);

    public void Value(scoped ref long value) => Add((ulong)value);

    public void Values(scoped Span<float> values) => Add(MemoryMarshal.AsBytes(values));

    public void Values(scoped Span<Half> values) => Add(MemoryMarshal.AsBytes(values));

    public void Values(scoped Span<ushort> values) => Add(MemoryMarshal.AsBytes(values));

    private void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            Add(word);
        foreach (var rest in bytes[(bytes.Length & ~7)..])
            Add(rest);
    }

    private void Add(ulong word)
    {
        _hash = (_hash ^ word) * Prime;
        _hash ^= _hash >> 32;
    }
}
