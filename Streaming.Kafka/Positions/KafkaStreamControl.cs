using System.Collections.Concurrent;
using Anomaly.Streaming.Kafka.Adapter;
using Anomaly.Streaming.Kafka.Reading;

namespace Anomaly.Streaming.Kafka.Positions;

/// <summary>The receivers of this silo, by provider and partition.</summary>
internal sealed class KafkaStreamControl : IKafkaStreamControl
{
    private readonly ConcurrentDictionary<(string Provider, int Partition), PartitionReader> _readers = new();
    private readonly ConcurrentDictionary<string, PartitionMapper> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]> _unread = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]> _assigned = new(StringComparer.Ordinal);

    public void Connected(string provider, PartitionMapper partitions) => _topics[provider] = partitions;

    public int GetPartitionCount(string provider) => _topics.TryGetValue(provider, out var partitions) ? partitions.Count : 0;

    public void SetUnread(string provider, int[] partitions) => _unread[provider] = partitions;

    public IReadOnlyCollection<int> GetUnreadPartitions(string provider) => _unread.TryGetValue(provider, out var partitions) ? partitions : [];

    /// <summary>Takes note of a spread; null: the silo had no part in it.</summary>
    public void SetAssigned(string provider, int[]? partitions)
    {
        if (partitions is null) _assigned.TryRemove(provider, out _);
        else _assigned[provider] = partitions;
    }

    public IReadOnlyCollection<int>? GetAssignedPartitions(string provider) => _assigned.GetValueOrDefault(provider);

    public void Add(PartitionReader reader) => _readers[(reader.Provider, reader.Partition)] = reader;

    /// <summary>Takes a reader away, unless another has its place already.</summary>
    public void Remove(PartitionReader reader) =>
        _readers.TryRemove(KeyValuePair.Create((reader.Provider, reader.Partition), reader));

    public bool Restart(string provider, int partition)
    {
        if (!_readers.TryGetValue((provider, partition), out var reader)) return false;
        reader.Restart("its consumer asked for it");
        return true;
    }

    public void RestartAll(string provider, string reason)
    {
        foreach (var (key, reader) in _readers)
            if (key.Provider == provider) reader.Restart(reason);
    }

    public void Release(KafkaBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_readers.TryGetValue((batch.Provider, batch.Partition), out var reader)) reader.Release(batch);
    }

    public bool HasRead(KafkaBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _readers.TryGetValue((batch.Provider, batch.Partition), out var reader) && reader.HasRead(batch);
    }

    public bool IsCurrent(string provider, int partition, int generation) =>
        _readers.TryGetValue((provider, partition), out var reader) && reader.Generation == generation;

    public void Commit(string provider, int partition, long nextOffset)
    {
        if (_readers.TryGetValue((provider, partition), out var reader)) reader.Commit(nextOffset);
    }

    public IReadOnlyCollection<KafkaPartitionStatus> GetPartitions() =>
        [.. _readers.Values.Select(reader => reader.Status).OrderBy(status => status.Provider, StringComparer.Ordinal).ThenBy(status => status.Partition)];
}
