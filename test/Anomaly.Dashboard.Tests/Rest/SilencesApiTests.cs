using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class SilencesApiTests(WebFrontFixture front)
{
    private const string Address = "/api/v1/silences";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    [Fact]
    public async Task Post_Silence_ComesBackInAlertmanagersShape()
    {
        var body = Body(start: 86_400, end: 2 * 86_400);
        body["matchers"] = new JsonArray("host=~\"web-.*\"", JsonNode.Parse("""{"name":"zone","value":"eu","isEqual":false}"""));
        (body["learn"], body["recurrence"]) = (false, JsonNode.Parse("""{"days":["sun","sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}"""));

        var silence = await GetAsync(await SaveAsync(body));

        Assert.Equal(
            """[{"name":"host","value":"web-.*","isRegex":true,"isEqual":true},{"name":"zone","value":"eu","isRegex":false,"isEqual":false}]""",
            silence["matchers"]!.ToJsonString());
        Assert.Equal("""{"days":["sat","sun"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}""", silence["recurrence"]!.ToJsonString());
        Assert.Equal(("ana", "disks", "pending", false), (Text("createdBy"), Text("comment"), State(silence), silence["learn"]!.GetValue<bool>()));
        Assert.Equal(Now.AddSeconds(86_400), silence["startsAt"]!.GetValue<DateTimeOffset>());
        Assert.True(silence["updatedAt"]!.GetValue<DateTimeOffset>() >= Now);

        string Text(string field) => silence[field]!.GetValue<string>();
    }

    [Fact]
    public async Task Post_StartInThePast_BeginsNow()
    {
        var silence = await GetAsync(await SaveAsync(Body(start: -7200)));

        Assert.Equal("active", State(silence));
        Assert.True(silence["startsAt"]!.GetValue<DateTimeOffset>() >= Now);
        Assert.Null(silence["recurrence"]);
        Assert.True(silence["learn"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Post_WhatWasRead_IsTheSameSilenceWithItsNewEnd()
    {
        var silence = await GetAsync(await SaveAsync(Body()));
        silence["endsAt"] = Time(50_000);

        Assert.Equal(silence["id"]!.GetValue<string>(), await SaveAsync(silence.AsObject()));

        Assert.Equal(Now.AddSeconds(50_000), (await GetAsync(silence["id"]!.GetValue<string>()))["endsAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Post_OtherMatchers_EndsItAndMakesANewOne()
    {
        var silence = await GetAsync(await SaveAsync(Body()));
        silence["matchers"] = new JsonArray("host=\"db-1\"");

        var id = await SaveAsync(silence.AsObject());

        Assert.NotEqual(silence["id"]!.GetValue<string>(), id);
        Assert.Equal("expired", State(await GetAsync(silence["id"]!.GetValue<string>())));
        Assert.Equal("active", State(await GetAsync(id)));
    }

    [Fact]
    public async Task Post_UnknownId_IsNotFound()
    {
        var body = Body();
        body["id"] = Guid.NewGuid().ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(body.ToJsonString())).StatusCode);
    }

    [Theory]
    [InlineData("matchers", """["host=~\"(\""]""", "matchers[0]", "whose expression is none")]
    [InlineData("matchers", """["host!=\"a\""]""", "matchers", "match the empty string")]
    [InlineData("endsAt", "\"2020-01-01T00:00:00Z\"", "endsAt", "must be later than startsAt")]
    [InlineData("createdBy", "\" \"", "createdBy", "is empty")]
    [InlineData("recurrence", """{"days":["sat"],"time_zone":"Europe/Nowhere"}""", "recurrence.time_zone", "must be a time zone")]
    public async Task Post_Wrong_SaysWhereAndWhat(string field, string value, string path, string complaint)
    {
        var body = Body();
        body[field] = JsonNode.Parse(value);

        var response = await PostAsync(body.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single((await response.JsonAsync())["errors"]!.AsObject());
        Assert.Equal(path, error.Key);
        Assert.Contains(complaint, error.Value![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Silence_EndsItAndKeepsIt()
    {
        var id = await SaveAsync(Body());

        Assert.Equal(HttpStatusCode.NoContent, (await front.Http.DeleteAsync($"{Address}/{id}", Http.End)).StatusCode);
        var silence = await GetAsync(id);
        Assert.Equal(HttpStatusCode.NoContent, (await front.Http.DeleteAsync($"{Address}/{id}", Http.End)).StatusCode);

        Assert.Equal("expired", State(silence));
        Assert.True(JsonNode.DeepEquals(silence, await GetAsync(id)));
    }

    [Theory]
    [InlineData("0192fd57-1111-7abc-8def-0123456789ab")]
    [InlineData("7")]
    public async Task Find_NoneOfTheId_IsNotFound(string id)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.GetAsync($"{Address}/{id}", Http.End)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.DeleteAsync($"{Address}/{id}", Http.End)).StatusCode);
    }

    [Fact]
    public async Task List_Pages_HaveEachSilenceOfTheStateOnce()
    {
        // Further away than those of other tests.
        var saved = new List<string>();
        for (var i = 0; i < 5; i++)
            saved.Add(await SaveAsync(Body(start: 8_000_000, end: 9_000_000 - (i / 2))));

        var read = new List<string>();
        var address = $"{Address}?state=pending&limit=2";
        while (address is not null && read.Count < 6)
        {
            var response = await front.Http.GetAsync(address, Http.End);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            read.AddRange((await response.JsonAsync()).AsArray().Select(each => each!["id"]!.GetValue<string>()));
            address = response.Next();
        }

        Assert.Equal(saved.Order(), read.Take(5).Order());
        Assert.DoesNotContain(saved[0], (await (await front.Http.GetAsync($"{Address}?state=active&limit=1000", Http.End)).JsonAsync()).AsArray().Select(each => each!["id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("state=over", "must be one of pending, active, expired")]
    [InlineData("cursor=x", "must be the cursor")]
    [InlineData("limit=0", "must be a whole number")]
    public async Task List_WrongParameter_SaysWhat(string query, string complaint)
    {
        var response = await front.Http.GetAsync($"{Address}?{query}", Http.End);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(complaint, (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string State(JsonNode silence) => silence["status"]!["state"]!.GetValue<string>();

    private static string Time(int seconds) => Now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Body(int start = 0, int end = 40_000) => new()
    {
        ["matchers"] = new JsonArray("host=\"web-1\""),
        ["startsAt"] = Time(start),
        ["endsAt"] = Time(end),
        ["createdBy"] = "ana",
        ["comment"] = "disks",
    };

    private Task<HttpResponseMessage> PostAsync(string body) => front.Http.PostAsync(Address, new StringContent(body, Encoding.UTF8, "application/json"), Http.End);

    private async Task<string> SaveAsync(JsonObject body)
    {
        var response = await PostAsync(body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.JsonAsync())["silenceID"]!.GetValue<string>();
    }

    private async Task<JsonNode> GetAsync(string id)
    {
        var response = await front.Http.GetAsync($"{Address}/{id}", Http.End);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }
}
