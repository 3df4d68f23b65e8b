using Anomaly.Storage.Partitions;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>Series that leave, and what an owner that does not know of it may still write.</summary>
public abstract class RemoveContract(IBackend backend) : StorageContract(backend)
{
    private DateTimeOffset Soon => Storage.Time.Now.AddSeconds(1);

    [Fact]
    public async Task Remove_RowAsRead_IsGoneFromRowsAndCatalog()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 5), Some.State("mem", 6));

        Assert.Equal(["cpu"], await RemoveAsync(fence, "cpu"));

        Assert.Null(await LoadAsync("cpu"));
        Assert.Null(await Storage.Series.FindAsync("cpu", Token));
        Assert.NotNull(await LoadAsync("mem"));
        Assert.NotNull(await Storage.Series.FindAsync("mem", Token));
        Assert.Empty(await RemoveAsync(fence, "cpu"));
    }

    [Fact]
    public async Task Remove_ByAnOwnerThatIsNone_RemovesNothing()
    {
        var old = await ClaimAsync();
        await FlushAsync(old, Some.State("cpu", 5));
        await ClaimAsync();

        Assert.Empty(await RemoveAsync(old, "cpu"));
        Assert.Empty(await RemoveAsync(await ClaimAsync(1), "cpu")); // at home elsewhere
        Assert.NotNull(await LoadAsync("cpu"));
    }

    [Fact]
    public async Task Remove_RowChangedSinceItWasRead_IsLeft()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 5), Some.State("mem", 5));
        var (cpu, mem) = ((await LoadAsync("cpu"))!, (await LoadAsync("mem"))!);
        await FlushAsync(fence, Some.State("cpu", 6));

        Assert.Equal(["mem"], await Storage.Partitions.RemoveAsync(fence, [cpu, mem], Soon, Token));
    }

    [Fact]
    public async Task Remove_RowWrittenSince_IsLeft()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 5));

        Assert.Empty(await Storage.Partitions.RemoveAsync(fence, [(await LoadAsync("cpu"))!], Storage.Time.Now, Token));
        var age = Assert.Single(await Storage.Partitions.ListAgesAsync(Topic, 0, "", 10, Token));
        Assert.Equal(("cpu", Storage.Time.Now), (age.SeriesId, age.UpdatedAt));
    }

    [Fact]
    public async Task Flush_OfARemovedSeriesThatIsNotNew_WritesNothingOfIt()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 5), Some.State("mem", 5));
        await RemoveAsync(fence, "cpu");

        var written = await Storage.Partitions.FlushAsync(
            fence,
            [Some.State("cpu", 6) with { IsNew = false, Labels = """{"a":"1"}""" }, Some.State("mem", 6) with { IsNew = false }, Some.State("new", 6)],
            [Some.Anomaly("cpu", 1), Some.Anomaly("mem", 2), Some.Anomaly("new", 3)],
            Token);

        Assert.Equal(new FlushResult(2, 2, 0), written);
        Assert.Null(await LoadAsync("cpu"));
        Assert.Null(await Storage.Series.FindAsync("cpu", Token));
        Assert.Equal((6L, 6L), ((await LoadAsync("mem"))!.Offset, (await LoadAsync("new"))!.Offset));
    }

    [Fact]
    public async Task Flush_OfASeriesThatCameBack_BeginsAnew()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 5) with { Recent = [7], Positions = [8] });
        await RemoveAsync(fence, "cpu");

        Assert.Equal(1, (await FlushAsync(fence, Some.State("cpu", 9) with { Labels = """{"a":"1"}""" })).States);

        var row = (await LoadAsync("cpu"))!;
        Assert.Equal((9L, """{"a":"1"}""", null, null), (row.Offset, row.Labels, row.Recent, row.Positions));
    }

    [Fact]
    public async Task Flush_ChangedLabels_ReplaceThoseInTheCatalog()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu", 5) with { Labels = """{"a":"1"}""" });
        var before = (await Storage.Series.FindAsync("cpu", Token))!;

        await FlushAsync(fence, Some.State("cpu", 6) with { IsNew = false, Labels = """{"a":"2"}""" });

        var found = (await Storage.Series.FindAsync("cpu", Token))!;
        Assert.Equal("2", found.Labels["a"]);
        Assert.Equal(before.FirstSeen, found.FirstSeen);
    }

    [Fact]
    public async Task ListAges_Pages_AreThoseOfThePartitionById()
    {
        await FlushAsync(await ClaimAsync(), Some.State("b"), Some.State("a"), Some.State("c"));
        await FlushAsync(await ClaimAsync(1), Some.State("elsewhere"));

        Assert.Equal(["a", "b"], (await Storage.Partitions.ListAgesAsync(Topic, 0, "", 2, Token)).Select(age => age.SeriesId));
        Assert.Equal(["c"], (await Storage.Partitions.ListAgesAsync(Topic, 0, "b", 2, Token)).Select(age => age.SeriesId));
    }

    [Fact]
    public async Task GetProgress_EachPartition_IsAsItWasAdvanced()
    {
        var fence = await ClaimAsync();
        await ClaimAsync(1, new PartitionLog(null, 7, 9));
        await Storage.Partitions.AdvanceAsync(fence, 5, Token);

        var progress = await Storage.Partitions.GetProgressAsync(Topic, Token);

        Assert.Equal(new() { [0] = new(1, 5), [1] = new(1, 7) }, progress.ToDictionary());
        Assert.True(progress[0].IsBeyond(1, 4));
        Assert.False(progress[0].IsBeyond(1, 5));
        Assert.False(progress[0].IsBeyond(2, 4));
        Assert.True(new PartitionProgress(2, 0).IsBeyond(1, 99));
    }

    private async Task<IReadOnlyList<string>> RemoveAsync(Fence fence, string id) =>
        await Storage.Partitions.RemoveAsync(fence, await Storage.Partitions.LoadAsync(Topic, [id], Token), Soon, Token);
}
