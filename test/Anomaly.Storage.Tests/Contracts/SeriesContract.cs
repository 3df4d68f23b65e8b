using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Series;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class SeriesContract(IBackend backend) : StorageContract(backend)
{
    [Fact]
    public async Task Find_Written_ComesBackWhole()
    {
        await FlushAsync(await ClaimAsync(2), Some.State("web-1.cpu", 33) with { Labels = """{"host":"web-1"}""", LastValue = -0.0, WarmUpSeen = 12 });

        var series = await Storage.Series.FindAsync("web-1.cpu", Token);

        Assert.NotNull(series);
        Assert.Equal(("web-1.cpu", 2, 33L), (series.Id, series.Partition, series.Offset));
        Assert.Equal(new Dictionary<string, string> { ["host"] = "web-1" }, series.Labels);
        Assert.Equal((SeriesState.WarmingUp, new WarmUp(12, 20)), (series.State, series.WarmUp));
        Assert.Equal((Some.Time, Some.Time.AddSeconds(1)), (series.FirstSeen, series.LastSeen));
        Assert.True(double.IsNegative(series.LastValue));
    }

    [Fact]
    public async Task Find_WrittenAgain_KeepsWhenItWasFirstSeenAndItsLabels()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu") with { Labels = """{"a":"1"}""" });
        await FlushAsync(fence, Some.State("cpu", 8) with { FirstSeen = 0, LastValue = 1 });

        var series = await Storage.Series.FindAsync("cpu", Token);

        Assert.Equal((Some.Time, 1.0, "1"), (series!.FirstSeen, series.LastValue, series.Labels["a"]));
    }

    [Fact]
    public async Task Find_LabelsChanged_AreReplacedAndFound()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("cpu") with { Labels = """{"zone":"north"}""" });
        await FlushAsync(fence, Some.State("cpu", 8) with { IsNew = false, Labels = """{"zone":"south"}""" });

        Assert.Equal(["cpu"], await ListAsync(new() { Match = "south" }));
        Assert.Empty(await ListAsync(new() { Match = "north" }));
        Assert.Equal("""{"zone":"south"}""", (await Storage.Series.FindRowAsync("cpu", Token))!.Labels);
    }

    [Fact]
    public async Task ListSpread_ValueOfALabelInTwoPartitions_GivesItsSeriesAndNoOthers()
    {
        var (first, second) = (await ClaimAsync(0), await ClaimAsync(1));
        await FlushAsync(
            first,
            Some.State("a.cpu") with { Labels = """{"host":"a"}""" },
            Some.State("b.cpu") with { Labels = """{"host":"b","zone":"x"}""" },
            Some.State("c.cpu") with { Labels = """{"host":"c"}""" },
            Some.State("plain"));
        await FlushAsync(
            second,
            Some.State("b.load") with { Labels = """{"host":"b"}""" },
            Some.State("@group{c}") with { Labels = """{"host":"c"}""" },
            Some.State("zoned") with { Labels = """{"zone":"y"}""" });

        Assert.Equal([("b.cpu", 0), ("b.load", 1)], await SpreadAsync("host"));
        Assert.Empty(await SpreadAsync("zone"));

        Storage.Time.Now += ISeriesCatalog.SilentAfter + TimeSpan.FromSeconds(1);
        await FlushAsync(first, Some.State("b.cpu", 9) with { IsNew = false });
        Assert.Empty(await SpreadAsync("host"));
    }

    [Fact]
    public async Task Find_Unknown_IsNull()
    {
        Assert.Null(await Storage.Series.FindAsync("cpu", Token));
        Assert.Null(await Storage.Series.FindRowAsync("cpu", Token));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("half \ud83d")]
    public async Task Find_IdThatNoDatabaseKeeps_IsNull(string id)
    {
        Assert.Null(await Storage.Series.FindAsync(id, Token));
        Assert.Null(await Storage.Series.FindRowAsync(id, Token));
    }

    [Fact]
    public async Task Find_RowsOfTwoTopics_TheNewestWrittenSpeaks()
    {
        await FlushAsync(await ClaimAsync(), Some.State("cpu", 1));
        Storage.Time.Now += TimeSpan.FromSeconds(1);
        var other = (await Storage.Partitions.ClaimAsync("another", 5, new PartitionLog(null, 0, 9), Token)).Fence;
        await FlushAsync(other, Some.State("cpu", 2));

        Assert.Equal(5, (await Storage.Series.FindAsync("cpu", Token))!.Partition);
        Assert.Equal(2, (await Storage.Series.FindRowAsync("cpu", Token))!.Offset);
        Assert.Equal(["cpu"], await ListAsync(new()));
    }

    [Fact]
    public async Task List_PageByPage_IsInByteOrder()
    {
        string[] ids = ["B", "a", "Z", "ä", "_", "A b", "a-b", "ab", "𝄞", "\uFFFD", "é", "0"];
        await FlushAsync(await ClaimAsync(), [.. ids.Select(id => Some.State(id))]);

        var read = new List<string>();
        string? after = null;
        while (await ListAsync(new() { After = after, Limit = 5 }) is { Length: > 0 } page)
        {
            read.AddRange(page);
            after = page[^1];
        }

        Assert.Equal(["0", "A b", "B", "Z", "_", "a", "a-b", "ab", "ä", "é", "\uFFFD", "𝄞"], read);
    }

    [Theory]
    [InlineData("CPU", "web-1.cpu web-2.cpu")]
    [InlineData("%", "50%_'\"\\/x")]
    [InlineData("_", "50%_'\"\\/x")]
    [InlineData("'", "50%_'\"\\/x")]
    [InlineData("\"", "50%_'\"\\/x web-2.cpu")]
    [InlineData("\\", "50%_'\"\\/x")]
    [InlineData("/X", "50%_'\"\\/x")]
    [InlineData("GRÜSSE", "web-2.cpu")]
    [InlineData("Rack", "web-2.cpu")]
    [InlineData("b\"7", "web-2.cpu")]
    [InlineData("", "50%_'\"\\/x web-1.cpu web-2.cpu")]
    [InlineData("rackB", "")]
    [InlineData("{", "")]
    [InlineData("null", "")]
    public async Task List_Match_IsLiteralWhateverTheCase(string match, string expected)
    {
        await FlushAsync(
            await ClaimAsync(),
            Some.State("web-1.cpu"),
            Some.State("web-2.cpu") with { Labels = """{"note":"grüsse","rack":"B\"7"}""" },
            Some.State("50%_'\"\\/x") with { Labels = "{}" });

        Assert.Equal(expected, string.Join(' ', await ListAsync(new() { Match = match })));
    }

    [Fact]
    public async Task List_State_IsToldByWhatWasWrittenWhen()
    {
        var fence = await ClaimAsync();
        await FlushAsync(fence, Some.State("silent"), Some.State("silent and warming") with { WarmUpSeen = 1 });
        Storage.Time.Now += ISeriesCatalog.SilentAfter + TimeSpan.FromMilliseconds(1);
        await FlushAsync(fence, Some.State("active"), Some.State("warming") with { WarmUpSeen = 19 });

        Assert.Equal(["silent", "silent and warming"], await ListAsync(new() { State = SeriesState.Silent }));
        Assert.Equal(["warming"], await ListAsync(new() { State = SeriesState.WarmingUp }));
        Assert.Equal(["active"], await ListAsync(new() { State = SeriesState.Active }));
        Assert.Empty(await ListAsync(new() { State = SeriesState.Unknown }));
        Assert.Equal(
            [SeriesState.Active, SeriesState.Silent, SeriesState.Silent, SeriesState.WarmingUp],
            (await Storage.Series.ListAsync(new(), Token)).Select(series => series.State));
    }

    [Fact]
    public async Task Count_SeriesOfSeveralTopics_CountsEachOnce()
    {
        Assert.Equal(0, await Storage.Series.CountAsync(Token));
        await FlushAsync(await ClaimAsync(), Some.State("cpu"), Some.State("mem"));
        var other = (await Storage.Partitions.ClaimAsync("another", 5, new PartitionLog(null, 0, 9), Token)).Fence;
        await FlushAsync(other, Some.State("cpu"));

        Assert.Equal(2, await Storage.Series.CountAsync(Token));
    }

    private async Task<string[]> ListAsync(SeriesQuery query) =>
        [.. (await Storage.Series.ListAsync(query, Token)).Select(series => series.Id)];

    private async Task<(string, int)[]> SpreadAsync(string label) =>
        [.. (await Storage.Series.ListSpreadAsync(label, "@group{", 10, Token)).Select(series => (series.Id, series.Partition))];
}
