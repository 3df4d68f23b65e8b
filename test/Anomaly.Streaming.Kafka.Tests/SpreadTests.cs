using Anomaly.Streaming.Kafka.Adapter;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class SpreadTests
{
    private static readonly int[] Silos = [11, -7, 40_000, 3, 1_000_000_007];

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 4)]
    [InlineData(3, 7)]
    [InlineData(5, 3)]
    [InlineData(5, 100)]
    public void Spread_EveryoneMayReadAll_IsEvenAndWhole(int silos, int partitions)
    {
        var owners = Spread(Silos[..silos], partitions);

        Assert.Equal(partitions, owners.Length);
        Assert.DoesNotContain(null, owners);
        Assert.True(Loads(owners).Values.Max() <= (partitions + silos - 1) / silos);
    }

    [Fact]
    public void Spread_OrderOfTheSilos_DoesNotMatter() =>
        Assert.Equal(Spread(Silos, 50), Spread([.. Silos.Reverse()], 50));

    [Fact]
    public void Spread_SiloComes_FewOthersMove()
    {
        var (before, after) = (Spread(Silos[..4], 100), Spread(Silos, 100));

        var moved = Enumerable.Range(0, 100).Count(partition => before[partition] != after[partition]);
        Assert.InRange(moved, 20, 35); // the newcomer's 20 must
    }

    [Fact]
    public void Spread_NoSilo_NobodyReads() => Assert.Equal([null, null], Spread([], 2));

    [Fact]
    public void Spread_PartitionThatNobodyMayRead_IsReadByNobody_AndTheOthersEvenly()
    {
        var owners = Spread(Silos[..2], 5, (_, partition) => partition != 2);

        Assert.Null(owners[2]);
        Assert.Equal([2, 2], Loads(owners).Values);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(12)]
    public void Spread_SomeMayReadSomeOnly_EachGoesToOneThatMay_EvenlyAmongThem(int restricted)
    {
        int[] newer = [11, 3];
        bool MayRead(int silo, int partition) => partition >= restricted || newer.Contains(silo);

        var owners = Spread(Silos[..4], 12, MayRead);

        for (var partition = 0; partition < 12; partition++) Assert.True(owners[partition] is { } owner && MayRead(owner, partition), $"partition {partition} is read by one that may");
        var loads = Loads(owners);
        // 3 each where that is possible; else the newer ones share what only they may, and the rest is the others'.
        var most = Math.Max(3, (restricted + 1) / 2);
        Assert.True(loads.Values.Max() <= most, $"nobody has more than {most}: {string.Join(", ", loads)}");
    }

    [Fact]
    public void Spread_PartitionsOfANewerSiloBecomeItsOwn_NothingMoves()
    {
        var before = Spread(Silos, 23);
        // What the newer silos read they have written since, so that only they can read it.
        int[] newer = [11, 40_000];
        var theirs = Enumerable.Range(0, 23).Where(partition => newer.Contains(before[partition]!.Value)).ToHashSet();

        Assert.Equal(before, Spread(Silos, 23, (silo, partition) => !theirs.Contains(partition) || newer.Contains(silo)));
    }

    [Fact]
    public void Spread_VersionsThatIncludeEachOther_NoneHasMoreThanItMust()
    {
        // Silo i reads versions up to i; partition p needs version p % 5.
        var owners = Spread(Silos, 25, (silo, partition) => Array.IndexOf(Silos, silo) >= partition % 5);

        Assert.DoesNotContain(null, owners);
        Assert.Equal([5, 5, 5, 5, 5], Loads(owners).Values);
    }

    private static int?[] Spread(int[] silos, int partitions, Func<int, int, bool>? mayRead = null) =>
        PartitionSpread.Spread(silos, partitions, mayRead ?? ((_, _) => true));

    private static Dictionary<int, int> Loads(int?[] owners) =>
        owners.OfType<int>().GroupBy(owner => owner).ToDictionary(group => group.Key, group => group.Count());
}
