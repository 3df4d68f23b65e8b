using System.Net;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class SeriesApiTests(WebFrontFixture front)
{
    public static TheoryData<string> HardIds { get; } =
    [
        "a/b", "a%2Fb", "a%252Fb", "50%", "up{job=\"x\",instance=\"h:1/2\"}", "größe 温度 🔥", "<script>alert(1)</script>",
        "question?mark#hash&and=is+plus", "/leading", "trailing/", "a//b", "a/../b", "with;semicolon,comma", "back\\slash", " spaces ",
    ];

    [Theory]
    [MemberData(nameof(HardIds))]
    public async Task Find_HardId_IsTheSameSeriesInEveryAddress(string id)
    {
        front.Catalog.Add(Samples.Series(id));
        front.Store.Add(Samples.Anomaly(id));
        var encoded = Uri.EscapeDataString(id);

        var series = await front.Http.GetAsync($"/api/v1/series/{encoded}", Http.End);
        var anomalies = await front.Http.GetAsync($"/anomalies?series={encoded}", Http.End);

        Assert.Equal(HttpStatusCode.OK, series.StatusCode);
        Assert.Equal(id, (await series.JsonAsync())["id"]!.GetValue<string>());
        Assert.Equal(id, Assert.Single((await anomalies.JsonAsync()).AsArray())!["metric_name"]!.GetValue<string>());
        Assert.True(TestSeriesGrain.Asked.ContainsKey(id));
    }

    [Fact]
    public async Task Find_LiveGrain_AddsItsStatusAndPoints()
    {
        front.Catalog.Add(Samples.Series("live series", SeriesState.WarmingUp));

        var detail = await (await front.Http.GetAsync("/api/v1/series/live%20series", Http.End)).JsonAsync();

        var expected = JsonNode.Parse("""
            {"id":"live series","labels":{"host":"web-1"},"state":"active","warm_up":{"seen":20,"needed":20},
             "first_seen":"2026-11-21T12:00:00.000Z","last_seen":"2026-11-22T12:00:05.000Z","last_value":43.5,
             "rule":"default","overridden":false,"settings":null,"positions":[{"partition":2,"offset":18240}]}
            """)!.AsObject();
        var points = detail["points"]!.AsArray();
        Assert.Equal(2, points.Count);
        Assert.Equal("2026-11-22T12:00:00.000Z", points[0]!["timestamp"]!.GetValue<string>());
        Assert.Null(points[1]!["upper"]);
        detail.AsObject().Remove("points");
        expected["settings"] = JsonNode.Parse(TestSettingsGrain.Defaults);
        Assert.True(JsonNode.DeepEquals(expected, detail), detail.ToJsonString());
    }

    [Fact]
    public async Task Find_GrainDoesNotAnswer_ShowsWhatTheCatalogHas()
    {
        front.Catalog.Add(Samples.Series(TestSeriesGrain.Mute));

        var detail = await (await front.Http.GetAsync("/api/v1/series/" + Uri.EscapeDataString(TestSeriesGrain.Mute), Http.End)).JsonAsync();

        Assert.Equal(42.5, detail["last_value"]!.GetValue<double>());
        Assert.Equal(20, detail["settings"]!["moving_average"]!["threshold"]!.GetValue<double>());
        Assert.Empty(detail["points"]!.AsArray());
    }

    [Fact]
    public async Task Find_UnknownId_IsNotFoundAndAsksNoGrain()
    {
        var response = await front.Http.GetAsync("/api/v1/series/never%2Fseen", Http.End);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("never/seen", (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(TestSeriesGrain.Asked.ContainsKey("never/seen"));
    }

    [Fact]
    public async Task List_PageByPage_HasEveryOneOnceInByteOrder()
    {
        var ids = Enumerable.Range(0, 23).Select(i => $"page-test {(char)(0x1F0 + (i * 7 % 23))}/%{i}").ToArray();
        front.Catalog.Add(ids.Select(id => Samples.Series(id)));

        var seen = new List<string>();
        for (string? next = "/api/v1/series?match=PAGE-TEST&limit=5"; next is not null;)
        {
            var response = await front.Http.GetAsync(next, Http.End);
            seen.AddRange((await response.JsonAsync()).AsArray().Select(item => item!["id"]!.GetValue<string>()));
            next = response.Next();
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task List_State_KeepsOnlyThatState()
    {
        front.Catalog.Add(Samples.Series("state-test 1", SeriesState.Silent), Samples.Series("state-test 2", SeriesState.WarmingUp));

        var items = (await (await front.Http.GetAsync("/api/v1/series?match=state-test&state=warming_up", Http.End)).JsonAsync()).AsArray();

        Assert.Equal("warming_up", Assert.Single(items)!["state"]!.GetValue<string>());
    }
}
