using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class SeriesSettingsApiTests(WebFrontFixture front)
{
    [Theory]
    [InlineData("own settings")]
    [InlineData("own/settings")]
    [InlineData("own%2Fsettings")]
    [InlineData("own/preview")]
    [InlineData("own \"größe\" <b>?#")]
    public async Task Put_ThenDelete_AreOfTheSameSeriesAndShownAtOnce(string id)
    {
        front.Catalog.Add(Samples.Series(id));
        var address = "/api/v1/series/" + Uri.EscapeDataString(id);

        var put = await SendAsync(HttpMethod.Put, address + "/settings", """{"moving_average":{"threshold":7}}""");
        var changed = await (await front.Http.GetAsync(address, Http.End)).JsonAsync();
        var listed = await (await front.Http.GetAsync("/api/v1/series?match=" + Uri.EscapeDataString(id), Http.End)).JsonAsync();
        var deleted = await front.Http.DeleteAsync(address + "/settings", Http.End);
        var reset = await (await front.Http.GetAsync(address, Http.End)).JsonAsync();

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var resolved = await put.JsonAsync();
        Assert.Equal(("default", true), (resolved["rule"]!.GetValue<string>(), resolved["overridden"]!.GetValue<bool>()));
        Assert.Equal(7, resolved["settings"]!["moving_average"]!["threshold"]!.GetValue<double>());
        Assert.True(changed["overridden"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(resolved["settings"], changed["settings"]));
        Assert.Contains(listed.AsArray(), item => item!["id"]!.GetValue<string>() == id && item["overridden"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.False(reset["overridden"]!.GetValue<bool>());
        Assert.Equal(20, reset["settings"]!["moving_average"]!["threshold"]!.GetValue<double>());
    }

    [Fact]
    public async Task Preview_PartOfTheSettings_IsPutOnTheInheritedOnes()
    {
        front.Catalog.Add(Samples.Series("to preview"));

        var narrow = await (await SendAsync(HttpMethod.Post, "/api/v1/series/to%20preview/preview", """{"moving_average":{"threshold":1}}""")).JsonAsync();
        var inherited = await (await SendAsync(HttpMethod.Post, "/api/v1/series/to%20preview/preview", "{}")).JsonAsync();

        Assert.Equal([0, 1], narrow["alarms"]!.AsArray().Select(alarm => alarm!["index"]!.GetValue<int>()));
        var alarm = Assert.Single(inherited["alarms"]!.AsArray())!;
        Assert.Equal((1, "moving_average", "warning"), (alarm["index"]!.GetValue<int>(), alarm["method"]!.GetValue<string>(), alarm["severity"]!.GetValue<string>()));
        Assert.Equal(2, inherited["points"]!.AsArray().Count);
        Assert.Equal(61, inherited["points"]![0]!["upper"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("PUT", "settings")]
    [InlineData("POST", "preview")]
    public async Task Change_NotPossible_SaysAtWhichField(string method, string resource)
    {
        front.Catalog.Add(Samples.Series("wrong " + resource));

        var response = await SendAsync(new HttpMethod(method), $"/api/v1/series/wrong%20{resource}/{resource}", """{"moving_average":{"threshold":-1}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("moving_average.threshold", Assert.Single((await response.JsonAsync())["errors"]!.AsObject()).Key);
    }

    [Theory]
    [InlineData("PUT", "settings")]
    [InlineData("DELETE", "settings")]
    [InlineData("POST", "preview")]
    public async Task Any_UnknownSeries_IsNotFoundAndAsksNoSeries(string method, string resource)
    {
        var response = await SendAsync(new HttpMethod(method), "/api/v1/series/un%2Fknown/" + resource, "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("'un/known'", (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "settings")]
    [InlineData("POST", "preview")]
    public async Task Body_EmptyOrTooLarge_IsRefused(string method, string resource)
    {
        front.Catalog.Add(Samples.Series("body " + resource));

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(new HttpMethod(method), $"/api/v1/series/body%20{resource}/{resource}", "")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(new HttpMethod(method), $"/api/v1/series/body%20{resource}/{resource}", new string(' ', (1024 * 1024) + 1))).StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await front.Http.SendAsync(request, Http.End);
    }
}
