using System.Globalization;
using System.Text;
using Anomaly.Grains.Interfaces.Catalog;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Tests.Catalog;

public sealed class SeriesCatalogTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task List_PageByPage_HasEveryIdOnceInByteOrder(int limit)
    {
        string[] ids = ["B ids", "a/ids", "a%2Fids", "ids{x=\"1\"}", "ids ä", "_ids", "ids\\", "'ids'", "ids 𝄞", "ids \uFFFD", "温度 ids", "@group{host=\"ids\",rule=\"r\"}"];
        await cluster.SaveAsync(ids);

        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await cluster.Catalog.ListAsync(new SeriesPageQuery { Match = "IDS", Limit = limit, Cursor = cursor }, End);
            Assert.InRange(page.Series.Length, 1, limit);
            read.AddRange(page.Series.Select(series => series.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(ids.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other))), read);
    }

    [Fact]
    public async Task List_Saved_ComesWhole()
    {
        await cluster.SaveAsync("whole");

        var series = Assert.Single((await cluster.Catalog.ListAsync(new SeriesPageQuery { Match = "whole" }, End)).Series);

        Assert.Equal(("whole", SeriesState.Active, new WarmUp(20, 20), 42.5, 3, 7), (series.Id, series.State, series.WarmUp, series.LastValue, series.Partition, series.Offset));
        Assert.Equal((1_760_000_000_000, 1_760_000_001_000), (series.FirstSeen.ToUnixTimeMilliseconds(), series.LastSeen.ToUnixTimeMilliseconds()));
        Assert.Equal(new Dictionary<string, string> { ["host"] = "web-1" }, series.Labels);
        Assert.Equivalent(series, await cluster.Catalog.FindAsync("whole", End));
    }

    [Fact]
    public async Task ListSeries_MoreThanAPage_HasEveryOneOnce()
    {
        var ids = Enumerable.Range(0, 1201).Select(i => string.Create(CultureInfo.InvariantCulture, $"many-{i:0000}")).ToArray();
        await cluster.SaveAsync(ids);
        cluster.Losses.LostPage = 2;

        var read = await cluster.Grains.ListSeriesAsync("many-", cancellationToken: End).Select(series => series.Id).ToListAsync(End);

        Assert.Equal(ids, read);
        Assert.Equal(4, cluster.Losses.Pages);
    }

    [Fact]
    public async Task ListSeries_State_KeepsOnlyThatState()
    {
        await cluster.SaveAsync("stated old", "stated new");

        Assert.Equal(["stated new"], await cluster.Grains.ListSeriesAsync("stated", SeriesState.WarmingUp, End).Select(series => series.Id).ToListAsync(End));
        Assert.Empty(await cluster.Grains.ListSeriesAsync("stated", SeriesState.Unknown, End).ToListAsync(End));
    }

    [Fact]
    public async Task ListSeries_ReaderLeaves_ReadsNoFurtherPage()
    {
        await cluster.SaveAsync(Enumerable.Range(0, 600).Select(i => string.Create(CultureInfo.InvariantCulture, $"left-{i:000}")));
        cluster.Losses.LostPage = 0;

        Assert.Equal("left-000", (await cluster.Grains.ListSeriesAsync("left-", cancellationToken: End).FirstAsync(End)).Id);
        Assert.Equal(1, cluster.Losses.Pages);
    }

    [Fact]
    public async Task Ask_Unknown_CreatesNothing()
    {
        var before = await cluster.CountAsync();

        Assert.Empty((await cluster.Catalog.ListAsync(new SeriesPageQuery { Match = "nobody knows" }, End)).Series);
        Assert.Null(await cluster.Catalog.FindAsync("nobody knows", End));
        Assert.Null(await cluster.Catalog.FindAsync("nobody\0knows", End));

        Assert.Equal(before, await cluster.CountAsync());
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        Assert.DoesNotContain(await management.GetDetailedGrainStatistics(null, null, End), grain => grain.GrainId.Type.ToString() == "series");
    }

    [Theory]
    [InlineData(0, "SeriesPageQuery.Limit is 0; it must be from 1 to 1000.")]
    [InlineData(-1, "SeriesPageQuery.Limit is -1; it must be from 1 to 1000.")]
    [InlineData(1001, "SeriesPageQuery.Limit is 1001; it must be from 1 to 1000.")]
    public async Task List_BadLimit_SaysWhatItMustBe(int limit, string complaint)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.Catalog.ListAsync(new SeriesPageQuery { Limit = limit }, End));

        Assert.StartsWith(complaint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_BadQuery_SaysWhatItMustBe()
    {
        var state = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.Catalog.ListAsync(new SeriesPageQuery { State = (SeriesState)9 }, End));
        var match = await Assert.ThrowsAsync<ArgumentException>(() => cluster.Catalog.ListAsync(new SeriesPageQuery { Match = "a\0b" }, End));
        var cursor = await Assert.ThrowsAsync<ArgumentException>(() => cluster.Catalog.ListAsync(new SeriesPageQuery { Cursor = "?" }, End));

        Assert.StartsWith("SeriesPageQuery.State is 9; it must be a state of a series.", state.Message, StringComparison.Ordinal);
        Assert.StartsWith("SeriesPageQuery.Match holds a NUL character; leave it out.", match.Message, StringComparison.Ordinal);
        Assert.StartsWith("SeriesPageQuery.Cursor is '?'; it must be Next of a SeriesPage.", cursor.Message, StringComparison.Ordinal);
    }
}
