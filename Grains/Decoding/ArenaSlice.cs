namespace Anomaly.Grains.Decoding;

/// <summary>A run of bytes in a <see cref="ByteArena"/>.</summary>
internal readonly record struct ArenaSlice(int Start, int Length);
