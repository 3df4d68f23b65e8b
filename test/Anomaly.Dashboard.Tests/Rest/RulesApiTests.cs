using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class RulesApiTests(WebFrontFixture front) : IAsyncLifetime
{
    private const string Address = "/api/v1/rules";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await PutAsync("[]");

    [Fact]
    public async Task Put_Rules_AreThereInTheirOrderWithANewTag()
    {
        const string rules = """
            [{"name":"web <1>","match":{"series":"web-*","labels":{"host":"web-.*"}},"settings":{"moving_average":{"threshold":5}}},
             {"name":"all","match":{"series":null,"labels":{}},"settings":{}}]
            """;
        var before = await front.Http.GetAsync(Address, Http.End);

        var put = await PutAsync(rules);
        var get = await front.Http.GetAsync(Address, Http.End);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(rules), await put.JsonAsync()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(rules), await get.JsonAsync()));
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
        Assert.NotEqual(before.Headers.ETag, get.Headers.ETag);
    }

    [Fact]
    public async Task Put_TagOfAnEarlierRevision_IsRefusedAndChangesNothing()
    {
        var tag = (await front.Http.GetAsync(Address, Http.End)).Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await PutAsync("""[{"name":"first"}]""", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("""[{"name":"second"}]""", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("""[{"name":"second"}]""", "\"of elsewhere\"")).StatusCode);

        Assert.Equal("first", Assert.Single((await (await front.Http.GetAsync(Address, Http.End)).JsonAsync()).AsArray())!["name"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("[]", "*")).StatusCode);
    }

    [Theory]
    [InlineData("{}", "rules", "no list")]
    [InlineData("[", "rules", "valid JSON")]
    [InlineData("""[{"name":"a","name":"b"}]""", "rules", "valid JSON")]
    [InlineData("""[{"name":"\ud800"}]""", "rules", "Unicode")]
    [InlineData("[3]", "[0]", "must be an object")]
    [InlineData("""[{"name":3}]""", "[0].name", "must be a text")]
    [InlineData("""[{"nam":"a"}]""", "[0].nam", "known here are name, match, settings")]
    [InlineData("""[{"name":"a"},{"name":"b","match":{"id":"x"}}]""", "[1].match.id", "known here are series, labels")]
    [InlineData("""[{"name":"a","match":"x"}]""", "[0].match", "must be an object")]
    [InlineData("""[{"name":"a","match":{"labels":{"host":null}}}]""", "[0].match.labels.host", "must be a text")]
    [InlineData("""[{"name":"a","settings":{"moving_average":{"threshold":0}}}]""", "[0].settings.moving_average.threshold", "is 0; must be a number above 0")]
    public async Task Put_Wrong_SaysWhereAndWhat(string rules, string path, string complaint)
    {
        var response = await PutAsync(rules);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await response.JsonAsync())["errors"]!.AsObject();
        Assert.Contains(complaint, Assert.Single(errors).Value![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(path, errors.First().Key);
    }

    [Fact]
    public async Task Put_TooMuch_IsRefused() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PutAsync(new string(' ', 1024 * 1024) + "[]")).StatusCode);

    private async Task<HttpResponseMessage> PutAsync(string rules, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = new StringContent(rules, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

        return await front.Http.SendAsync(request, CancellationToken.None);
    }
}
