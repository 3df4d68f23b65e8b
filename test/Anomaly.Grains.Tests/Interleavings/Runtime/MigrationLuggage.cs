using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>What a grain that moves takes along.</summary>
internal sealed class MigrationLuggage : IDehydrationContext, IRehydrationContext
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => _values.Keys;

    public bool TryAddValue<T>(string key, T? value) => _values.TryAdd(key, value);

    public bool TryGetValue<T>(string key, [NotNullWhen(true)] out T? value)
    {
        value = _values.TryGetValue(key, out var found) ? (T)found! : default;
        return found is not null;
    }

    public void AddBytes(string key, ReadOnlySpan<byte> value) => throw new NotSupportedException();

    public void AddBytes<T>(string key, Action<T, IBufferWriter<byte>> valueWriter, T value) => throw new NotSupportedException();

    public bool TryGetBytes(string key, out ReadOnlySequence<byte> value) => throw new NotSupportedException();
}
