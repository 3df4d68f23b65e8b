namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>
/// Which silo reads which partition: rendezvous hashing with bounded loads. Where every silo may read every partition, none has more
/// than ⌈partitions ÷ silos⌉; else none has more than it must.
/// </summary>
internal static class PartitionSpread
{
    /// <summary>The silo that reads each partition; null where none may. A function of its arguments alone, whatever the order of the silos.</summary>
    /// <param name="silos">The silos' hashes.</param>
    /// <param name="partitions">How many partitions there are.</param>
    /// <param name="mayRead">Whether a silo may read a partition.</param>
    public static int?[] Spread(int[] silos, int partitions, Func<int, int, bool> mayRead)
    {
        var load = silos.Distinct().Order().ToDictionary(silo => silo, _ => 0);
        var owners = new int?[partitions];
        if (load.Count == 0) return owners;
        var even = (partitions + load.Count - 1) / load.Count;
        // Those that few may read choose first; the others then fill up what is left.
        var groups = Enumerable.Range(0, partitions)
            .Select(partition => (Partition: partition, Readers: load.Keys.Where(silo => mayRead(silo, partition)).ToArray()))
            .GroupBy(each => string.Join(',', each.Readers), (_, group) => group.ToArray(), StringComparer.Ordinal)
            .OrderBy(group => group[0].Readers.Length)
            .Where(group => group[0].Readers.Length > 0);
        foreach (var group in groups)
        {
            var readers = group[0].Readers;
            var most = even;
            while (readers.Sum(silo => Math.Max(0, most - load[silo])) < group.Length) most++;
            foreach (var (partition, _) in group)
            {
                var owner = readers.Where(silo => load[silo] < most).MaxBy(silo => (Weight(silo, partition), silo));
                load[owner]++;
                owners[partition] = owner;
            }
        }
        return owners;
    }

    private static ulong Weight(int silo, int partition)
    {
        // SplitMix64's finalizer: every bit of the input moves every bit of the weight.
        var x = ((ulong)(uint)silo << 32) | (uint)partition;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
