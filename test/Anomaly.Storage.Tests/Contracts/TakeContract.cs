using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class TakeContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Take_RowAsRead_MakesThePartitionItsHome()
    {
        await FlushAsync(await ClaimAsync(0), Some.State("cpu", 5) with { Recent = [4], Labels = """{"a":"1"}""" });
        var seen = await LoadAsync("cpu");
        var fence = await ClaimAsync(1);

        var taken = Assert.Single(await Storage.Partitions.TakeAsync(fence, [new SeriesMove(seen!, 77, [1, 2])], Token));

        Assert.Equal(("cpu", 1, 77L, """{"a":"1"}"""), (taken.SeriesId, taken.Partition, taken.Offset, taken.Labels));
        Assert.Equal([1, 2], taken.Positions!);
        Assert.Equal(seen!.Payload, taken.Payload);
        Assert.Equal(seen.Recent, taken.Recent);
        Assert.Equal((1, 77L), ((await LoadAsync("cpu"))!.Partition, (await LoadAsync("cpu"))!.Offset));
        Assert.Equal(1, Convert.ToInt32(await Storage.SqlAsync("select moves from series_state"), null));
        Assert.Equal(1, (await FlushAsync(fence, Some.State("cpu", 78))).States);
    }

    [Fact]
    public async Task Take_OldHomeFlushesLater_IsRefused()
    {
        var old = await ClaimAsync(0);
        await FlushAsync(old, Some.State("cpu", 5));
        await Storage.Partitions.TakeAsync(await ClaimAsync(1), [new SeriesMove((await LoadAsync("cpu"))!, -1, [])], Token);

        Assert.Equal(0, (await FlushAsync(old, Some.State("cpu", 6))).States);
    }

    [Fact]
    public async Task Take_RowChangedSinceItWasRead_IsLeft()
    {
        var home = await ClaimAsync(0);
        await FlushAsync(home, Some.State("cpu", 5), Some.State("mem", 5));
        var cpu = await LoadAsync("cpu");
        var mem = await LoadAsync("mem");
        await FlushAsync(home, Some.State("cpu", 6));

        var taken = await Storage.Partitions.TakeAsync(
            await ClaimAsync(1), [new SeriesMove(cpu!, -1, []), new SeriesMove(mem!, -1, [])], Token);

        Assert.Equal(["mem"], taken.Select(row => row.SeriesId));
        Assert.Equal(0, (await LoadAsync("cpu"))!.Partition);
    }

    [Fact]
    public async Task Take_Repeated_IsLeft()
    {
        await FlushAsync(await ClaimAsync(0), Some.State("cpu", 5));
        var move = new SeriesMove((await LoadAsync("cpu"))!, 3, []);
        var fence = await ClaimAsync(1);
        await Storage.Partitions.TakeAsync(fence, [move], Token);

        Assert.Empty(await Storage.Partitions.TakeAsync(fence, [move], Token));
    }

    [Fact]
    public async Task Take_OtherEpochThanRead_IsLeft()
    {
        await FlushAsync(await ClaimAsync(0, new PartitionLog("a", 0, 9)), Some.State("cpu", 5));
        var seen = await LoadAsync("cpu");
        await FlushAsync(await ClaimAsync(0, new PartitionLog("b", 0, 9)), Some.State("cpu", 5));

        Assert.Empty(await Storage.Partitions.TakeAsync(await ClaimAsync(1), [new SeriesMove(seen!, 3, [])], Token));
    }

    [Fact]
    public async Task Take_StaleFence_TakesNothing()
    {
        await FlushAsync(await ClaimAsync(0), Some.State("cpu", 5));
        var stale = await ClaimAsync(1);
        await ClaimAsync(1);

        Assert.Empty(await Storage.Partitions.TakeAsync(stale, [new SeriesMove((await LoadAsync("cpu"))!, 3, [])], Token));

        Assert.Equal(0, (await LoadAsync("cpu"))!.Partition);
    }

    [Fact]
    public async Task Take_TwoPartitionsAtOnce_OneGetsEachSeries()
    {
        await FlushAsync(await ClaimAsync(0), [.. Enumerable.Range(0, 100).Select(i => Some.State($"s{i}"))]);
        var rows = await Storage.Partitions.LoadAsync(Topic, Enumerable.Range(0, 100).Select(i => $"s{i}").ToArray(), Token);
        var moves = rows.Select(row => new SeriesMove(row, -1, [])).ToArray();
        var one = await ClaimAsync(1);
        var two = await ClaimAsync(2);

        var taken = await Task.WhenAll(
            Storage.Partitions.TakeAsync(one, moves, Token),
            Storage.Partitions.TakeAsync(two, moves.Reverse().ToArray(), Token));

        Assert.Equal(100, taken.Sum(some => some.Count));
        Assert.Equal(100, taken.SelectMany(some => some).Select(row => row.SeriesId).Distinct().Count());
    }

    [Fact]
    public async Task Take_InAnotherEpoch_StampsTheFencesEpoch()
    {
        await FlushAsync(await ClaimAsync(0), Some.State("cpu", 5));
        await ClaimAsync(1, new PartitionLog("a", 0, 9));
        var fence = await ClaimAsync(1, new PartitionLog("b", 0, 9));

        var taken = Assert.Single(await Storage.Partitions.TakeAsync(fence, [new SeriesMove((await LoadAsync("cpu"))!, 3, [])], Token));

        Assert.Equal(2, taken.Epoch);
    }
}
