using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class HeadsContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task ListHeads_PageByPage_AreTheSeriesAtHomeInThePartition()
    {
        await FlushAsync(await ClaimAsync(0), Some.State("b", 5), Some.State("a", 6) with { Labels = """{"host":"x"}""" }, Some.State("ü", 7), Some.State("Z", 8));
        await FlushAsync(await ClaimAsync(1), Some.State("c", 9));

        var first = await ListAsync("", 3);
        var rest = await ListAsync(first[^1].SeriesId, 3);

        Assert.Equal(["Z", "a", "b"], first.Select(head => head.SeriesId));
        Assert.Equal(["ü"], rest.Select(head => head.SeriesId));
        Assert.Equal([null, """{"host":"x"}""", null], first.Select(head => head.Labels));
        Assert.Equal([1, 2], first[1].Head);
    }

    [Fact]
    public async Task ListHeads_SeriesThatWasTaken_IsInItsNewHome()
    {
        await FlushAsync(await ClaimAsync(0), Some.State("a"), Some.State("b"));
        await Storage.Partitions.TakeAsync(await ClaimAsync(1), [new SeriesMove((await LoadAsync("a"))!, -1, [])], Token);

        Assert.Equal(["b"], (await ListAsync("", 10)).Select(head => head.SeriesId));
        Assert.Equal(["a"], (await Storage.Partitions.ListHeadsAsync("metrics", 1, "", 10, 20, Token)).Select(head => head.SeriesId));
        Assert.Empty(await Storage.Partitions.ListHeadsAsync("other", 0, "", 10, 20, Token));
    }

    private Task<IReadOnlyList<SeriesHead>> ListAsync(string after, int limit) => Storage.Partitions.ListHeadsAsync("metrics", 0, after, limit, 2, Token);
}
