using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class IncidentsApiTests(WebFrontFixture front)
{
    private const string Path = "/api/v1/incidents";

    [Fact]
    public async Task List_PageByPage_HasNoGapAndNoRepeat()
    {
        var incidents = Enumerable.Range(0, 7).Select(i => Samples.Incident("incidents of pages", Samples.Noon.AddSeconds(i))).ToArray();
        front.Incidents.Add(incidents);

        var read = new List<string>();
        for (var address = $"{Path}?series=incidents+of+pages&limit=3"; address is not null;)
        {
            var response = await front.Http.GetAsync(address, Http.End);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            read.AddRange((await response.JsonAsync()).AsArray().Select(item => item!["id"]!.GetValue<string>()));
            address = response.Next();
        }

        Assert.Equal(incidents.Reverse().Select(incident => incident.Id.ToString()), read);
    }

    [Theory]
    [InlineData("status=resolved", 1)]
    [InlineData("severity=critical", 2)]
    [InlineData("from=2026-11-22T13:00:00Z", 1)]
    [InlineData("to=2026-11-22T13:00:00Z", 2)]
    [InlineData("status=firing&severity=warning", 0)]
    public async Task List_AFilter_LetsPassWhatItNames(string filter, int expected)
    {
        var series = "incidents of " + filter;
        front.Incidents.Add(
            Samples.Incident(series, severity: AnomalySeverity.Critical),
            Samples.Incident(series, Samples.Noon.AddHours(2), AnomalySeverity.Critical),
            Samples.Incident(series) with { Status = IncidentStatus.Resolved, ResolvedBy = IncidentResolution.Quiet, ResolvedAt = Samples.Noon });

        var items = await (await front.Http.GetAsync($"{Path}?series={Uri.EscapeDataString(series)}&{filter}", Http.End)).JsonAsync();

        Assert.Equal(expected, items.AsArray().Count);
    }

    [Theory]
    [InlineData("status=open", "status", "is 'open'; must be one of firing, resolved")]
    [InlineData("severity=bad", "severity", "is 'bad'; must be one of info, warning, critical")]
    [InlineData("limit=0", "limit", "is '0'; must be a whole number from 1 to 1000")]
    [InlineData("cursor=x", "cursor", "is 'x'; must be the cursor of a Link header of this address")]
    [InlineData("from=2026-11-23&to=2026-11-22", "from", "is after to; must be before it")]
    public async Task List_BadParameter_IsNamed(string query, string field, string complaint)
    {
        var response = await front.Http.GetAsync($"{Path}?{query}", Http.End);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single((await response.JsonAsync())["errors"]!.AsObject());
        Assert.Equal((field, complaint), (error.Key, Assert.Single(error.Value!.AsArray())!.GetValue<string>()));
    }

    [Fact]
    public async Task List_DatabaseAway_IsUnavailable() =>
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await front.Http.GetAsync($"{Path}?series={Uri.EscapeDataString(MemoryAnomalyStore.AwaySeries)}", Http.End)).StatusCode);

    [Fact]
    public async Task Find_Known_HasItsAnomaliesAndTheyNameIt()
    {
        var incident = Samples.Incident("incident with anomalies");
        front.Incidents.Add(incident);
        front.Store.Add(Enumerable.Range(0, 25).Select(i => Samples.Anomaly("incident with anomalies", Samples.Noon.AddSeconds(i)) with { IncidentId = incident.Id }));

        var item = await (await front.Http.GetAsync($"{Path}/{incident.Id}", Http.End)).JsonAsync();

        Assert.Equal("firing", item["status"]!.GetValue<string>());
        Assert.Equal(17, item["anomaly_count"]!.GetValue<int>());
        Assert.Equal(incident.Peak.AnomalyId.ToString(), item["peak_anomaly_id"]!.GetValue<string>());
        Assert.Null(item["peak"]!["lower"]);
        Assert.Null(item["acknowledged"]);
        Assert.Equal(20, item["anomalies"]!.AsArray().Count);
        Assert.All(item["anomalies"]!.AsArray(), anomaly => Assert.Equal(incident.Id.ToString(), anomaly!["incident_id"]!.GetValue<string>()));
        Assert.Equal(25, (await (await front.Http.GetAsync(item["anomalies_url"]!.GetValue<string>(), Http.End)).JsonAsync()).AsArray().Count);
    }

    [Theory]
    [InlineData("0199aaaa-0000-7000-8000-000000000000")]
    [InlineData("no-uuid")]
    public async Task Find_Unknown_IsNotFound(string id)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.GetAsync($"{Path}/{id}", Http.End)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(id, "acknowledge", """{"author":"ana"}""")).StatusCode);
    }

    [Fact]
    public async Task Anomalies_OfNoIncident_IsABadParameter() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await front.Http.GetAsync("/anomalies?incident=x", Http.End)).StatusCode);

    [Fact]
    public async Task Acknowledge_Comment_Resolve_AreAnsweredAndKept()
    {
        var incident = Samples.Incident("incident of people");
        front.Incidents.Add(incident);

        var acknowledged = await JsonAsync(await PostAsync(incident.Id.ToString(), "acknowledge", """{"author":"ana"}"""));
        Assert.Equal("""{"author":"ana","at":"2026-11-22T12:00:00.000Z"}""", acknowledged["acknowledged"]!.ToJsonString());
        var commented = await JsonAsync(await PostAsync(incident.Id.ToString(), "comments", """{"author":"ana","text":"the disk is full"}"""));
        Assert.Equal("""[{"author":"ana","text":"the disk is full","created_at":"2026-11-22T12:00:00.000Z"}]""", commented["comments"]!.ToJsonString());
        var resolved = await JsonAsync(await PostAsync(incident.Id.ToString(), "resolve", """{"author":"bob"}"""));
        Assert.Equal(("resolved", "person", "bob"), (resolved["status"]!.GetValue<string>(), resolved["resolved_by"]!.GetValue<string>(), resolved["resolver"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("{}", "author", "is missing; must be a text")]
    [InlineData("""{"author":1,"text":"x"}""", "author", "is no text; must be a text")]
    [InlineData("""{"author":" ","text":"x"}""", "author", "is blank; it must have characters")]
    [InlineData("""{"author":"ana","text":"x","mood":"bad"}""", "mood", "is not known; send author and text alone")]
    [InlineData("""["ana"]""", "body", "is no JSON object; send {\"author\":\"…\",\"text\":\"…\"}")]
    [InlineData("""{"author":"ana","text":"\ud800"}""", "body", "holds text that is no Unicode; send {\"author\":\"…\",\"text\":\"…\"}")]
    [InlineData("", "body", "cannot be read as JSON; send {\"author\":\"…\",\"text\":\"…\"}")]
    public async Task Comment_BadBody_NamesTheField(string body, string field, string complaint)
    {
        var incident = Samples.Incident("incident of bad bodies");
        front.Incidents.Add(incident);

        var response = await PostAsync(incident.Id.ToString(), "comments", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await response.JsonAsync())["errors"]!.AsObject();
        Assert.Equal(complaint, Assert.Single(errors[field]!.AsArray())!.GetValue<string>());
        Assert.Empty((await front.Incidents.FindAsync(incident.Id, Http.End))!.Comments);
    }

    [Fact]
    public async Task Comment_TooLong_SaysHowLongItMayBe()
    {
        var response = await PostAsync(Guid.NewGuid().ToString(), "comments", $$"""{"author":"ana","text":"{{new string('x', 4001)}}"}""");

        Assert.Equal("has 4001 characters; it may have 4000", (await response.JsonAsync())["errors"]!["text"]![0]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(Guid.NewGuid().ToString(), "comments", new string(' ', 1_100_000))).StatusCode);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string id, string what, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await front.Http.PostAsync($"{Path}/{id}/{what}", content, Http.End);
    }
}
