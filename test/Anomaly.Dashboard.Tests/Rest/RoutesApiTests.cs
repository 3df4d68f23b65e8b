using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class RoutesApiTests(WebFrontFixture front) : IAsyncLifetime
{
    private const string Address = "/api/v1/routes";

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "route-ops", "route-night" })
        {
            var body = new StringContent("""{"type":"hook","settings":{"url":"a"},"secrets":{"key":"x"}}""", Encoding.UTF8, "application/json");
            Assert.Equal(HttpStatusCode.OK, (await front.Http.PutAsync($"/api/v1/channels/{name}", body, Http.End)).StatusCode);
        }
    }

    public async ValueTask DisposeAsync() => await PutAsync("[]");

    [Fact]
    public async Task Put_Routes_AreThereInTheirOrderWithANewTag()
    {
        const string routes = """
            [{"channel":"route-ops","matchers":[{"name":"host","value":"web-.*","isRegex":true,"isEqual":true}],"min_severity":"warning","group_by":["host"],
              "group_wait":"30s","group_interval":"5m","repeat_interval":"4h","active":null},
             {"channel":"route-night","matchers":[],"min_severity":"info","group_by":["..."],"group_wait":"0s","group_interval":"1m","repeat_interval":"1d12h",
              "active":{"days":null,"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}}]
            """;
        var before = await front.Http.GetAsync(Address, Http.End);

        var put = await PutAsync(routes);
        var get = await front.Http.GetAsync(Address, Http.End);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(routes), await put.JsonAsync()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(routes), await get.JsonAsync()));
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
        Assert.NotEqual(before.Headers.ETag, get.Headers.ETag);
    }

    [Fact]
    public async Task Put_TagOfAnEarlierRevision_IsRefusedAndChangesNothing()
    {
        var tag = (await front.Http.GetAsync(Address, Http.End)).Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await PutAsync("""[{"channel":"route-ops"}]""", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("[]", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("[]", "\"of elsewhere\"")).StatusCode);

        Assert.Single((await (await front.Http.GetAsync(Address, Http.End)).JsonAsync()).AsArray());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("[]", "*")).StatusCode);
    }

    [Theory]
    [InlineData("{}", "routes", "must be a JSON list")]
    [InlineData("""[{"channel":"route-nowhere"}]""", "[0].channel", "is no channel; there are")]
    [InlineData("""[{"channel":"route-ops"},{"channel":"route-night","group_wait":"9h"}]""", "[1].group_wait", "from 0s to 1h")]
    public async Task Put_Wrong_SaysWhereAndWhat(string routes, string path, string complaint)
    {
        var response = await PutAsync(routes);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single((await response.JsonAsync())["errors"]!.AsObject());
        Assert.Equal(path, error.Key);
        Assert.Contains(complaint, error.Value![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteChannel_ThatRoutesName_IsRefusedAndNamesThem()
    {
        await PutAsync("""[{"channel":"route-ops"},{"channel":"route-night"},{"channel":"route-ops","min_severity":"critical"}]""");

        var response = await front.Http.DeleteAsync("/api/v1/channels/route-ops", Http.End);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("is named by the routes [0], [2] of /api/v1/routes", (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PutAsync(string routes, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = new StringContent(routes, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

        return await front.Http.SendAsync(request, CancellationToken.None);
    }
}
