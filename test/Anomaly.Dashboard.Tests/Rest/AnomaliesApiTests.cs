using System.Net;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class AnomaliesApiTests(WebFrontFixture front)
{
    [Fact]
    public async Task Find_KnownId_AnswersTheWholeRecord()
    {
        var record = Samples.Anomaly("find/known \"<b>ü</b>\"", Samples.Noon.AddMilliseconds(5), AnomalySeverity.Critical, status: AnomalyStatus.FalseAlarm);
        front.Store.Add(record);

        var response = await front.Http.GetAsync($"/anomalies/{record.Id}", Http.End);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var expected = JsonNode.Parse($$"""
            {"id":"{{record.Id}}","metric_name":"find/known \"<b>ü</b>\"","labels":{"host":"web-1","zone <1>":"\"ü\""},
             "timestamp":"2026-11-22T11:59:59.885Z","detected_at":"2026-11-22T12:00:00.005Z",
             "value":97.2,"threshold":20,"status":"false_alarm","detection_method":"moving_average",
             "anomaly_score":41.3,"z_score":1.98,"expected":55.9,"lower":35.9,"upper":null,
             "severity":"critical","direction":"above","reason":"97.2 is 41.3 above the mean 55.9 of the last 5 samples; the threshold is 20","incident_id":null,
             "context":{"window":[51.0,44.2,43.1,44.0,97.2],"mean":55.9,"deviation":41.3},
             "config":{"window_size":5,"threshold":20,"threshold_kind":"absolute"},
             "source":{"topic":"metrics","epoch":1,"partition":2,"offset":{{record.Source.Offset}},"index":0} }
            """);
        var actual = await response.JsonAsync();
        Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString());
    }

    [Theory]
    [InlineData("0199aaaa-0000-7000-8000-000000000000")]
    [InlineData("no-uuid")]
    [InlineData("a%2Fb")]
    public async Task Find_UnknownId_IsNotFound(string id)
    {
        var response = await front.Http.GetAsync($"/anomalies/{id}", Http.End);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Find_NumbersThatJsonHasNot_AreNullOrTheNearest()
    {
        var record = Samples.Anomaly("find-infinite") with { ZScore = double.NaN, Upper = double.PositiveInfinity, AnomalyScore = double.PositiveInfinity };
        front.Store.Add(record);

        var item = await (await front.Http.GetAsync($"/anomalies/{record.Id}", Http.End)).JsonAsync();

        Assert.Null(item["z_score"]);
        Assert.Null(item["upper"]);
        Assert.Equal(double.MaxValue, item["anomaly_score"]!.GetValue<double>());
    }

    [Fact]
    public async Task Find_ContextThatIsNoObject_IsShownAsText()
    {
        var record = Samples.Anomaly("find-unreadable") with { Context = "{\"sd\":NaN}" };
        front.Store.Add(record);

        var item = await (await front.Http.GetAsync($"/anomalies/{record.Id}", Http.End)).JsonAsync();

        Assert.Equal("{\"sd\":NaN}", item["context"]!["unreadable"]!.GetValue<string>());
    }

    [Fact]
    public async Task List_EveryFilter_KeepsOnlyWhatAgrees()
    {
        var hit = Samples.Anomaly("filters", Samples.Noon, AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.Confirmed);
        front.Store.Add(
            hit,
            Samples.Anomaly("filters", Samples.Noon, AnomalySeverity.Info, "isolation_forest", AnomalyStatus.Confirmed),
            Samples.Anomaly("filters", Samples.Noon, AnomalySeverity.Critical, "moving_average", AnomalyStatus.Confirmed),
            Samples.Anomaly("filters", Samples.Noon, AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.New),
            Samples.Anomaly("filters", Samples.Noon.AddSeconds(1), AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.Confirmed),
            Samples.Anomaly("filters", Samples.Noon.AddSeconds(-1), AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.Confirmed),
            Samples.Anomaly("other filters", Samples.Noon, AnomalySeverity.Critical, "isolation_forest", AnomalyStatus.Confirmed));

        var response = await front.Http.GetAsync(
            "/anomalies?series=filters&method=isolation_forest&severity=critical&status=confirmed&from=2026-11-22T12:00:00Z&to=2026-11-22T13:00:01%2B01:00", Http.End);

        var item = Assert.Single((await response.JsonAsync()).AsArray());
        Assert.Equal(hit.Id.ToString(), item!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task List_PageByPageWhileNewOnesCome_HasNoGapAndNoRepeat()
    {
        const string Series = "pages a/b&c=d \"ü\"";
        // Many share their time, so that the id must decide.
        var records = Enumerable.Range(0, 53).Select(i => Samples.Anomaly(Series, Samples.Noon.AddMilliseconds(i / 5))).ToArray();
        front.Store.Add(records);

        var seen = new List<(string At, string Id)>();
        var address = $"/anomalies?series={Uri.EscapeDataString(Series)}&limit=10";
        for (string? next = address; next is not null;)
        {
            var response = await front.Http.GetAsync(next, Http.End);
            var page = (await response.JsonAsync()).AsArray();
            Assert.InRange(page.Count, 1, 10);
            seen.AddRange(page.Select(item => (item!["detected_at"]!.GetValue<string>(), item["id"]!.GetValue<string>())));
            front.Store.Add(Samples.Anomaly(Series, Samples.Noon.AddHours(1)));
            next = response.Next();
        }

        Assert.Equal(records.Select(record => record.Id.ToString()).Order(), seen.Select(item => item.Id).Order());
        Assert.Equal(seen.OrderByDescending(item => item.At, StringComparer.Ordinal).ThenByDescending(item => item.Id, StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task List_ExactlyOnePage_HasNoNext()
    {
        front.Store.Add(Enumerable.Range(0, 10).Select(_ => Samples.Anomaly("one page")));

        Assert.Null((await front.Http.GetAsync("/anomalies?series=one%20page&limit=10", Http.End)).Next());
    }

    [Fact]
    public async Task List_AsCsv_IsSafeInASpreadsheet()
    {
        front.Store.Add(Samples.Anomaly("=HYPERLINK(\"http://evil\",\"x\")\nnew line") with { Value = -5.5, Reason = "@sum" });

        var response = await front.Http.GetAcceptingAsync("/anomalies?series=" + Uri.EscapeDataString("=HYPERLINK(\"http://evil\",\"x\")\nnew line"), "text/csv");

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync(Http.End);
        Assert.StartsWith("id,metric_name,labels,timestamp,detected_at,value,", text, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\nnew line\",", text, StringComparison.Ordinal);
        Assert.Contains(",'@sum,", text, StringComparison.Ordinal);
        Assert.Contains(",-5.5,", text, StringComparison.Ordinal);
        Assert.Contains("\"{\"\"window\"\":[51.0,44.2,43.1,44.0,97.2],", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task List_AsLines_IsOneItemALine()
    {
        front.Store.Add(Enumerable.Range(0, 3).Select(_ => Samples.Anomaly("lines\nof text")));

        var response = await front.Http.GetAcceptingAsync("/anomalies?limit=2&series=lines%0Aof%20text", "application/x-ndjson");

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(response.Next());
        var lines = (await response.Content.ReadAsStringAsync(Http.End)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Empty(front.Contract.CheckValue(new JsonArray(JsonNode.Parse(line)), "/anomalies", "application/json")));
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "application/json")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv")]
    [InlineData("text/*", "text/csv")]
    [InlineData("text/csv;q=0, */*;q=0.1", "application/json")]
    public async Task List_Accept_PicksTheBestFormat(string accept, string format)
    {
        var response = await front.Http.GetAcceptingAsync("/anomalies?series=nothing", accept);

        Assert.Equal(format, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task List_NothingAcceptable_IsNotAcceptable()
    {
        var response = await front.Http.GetAcceptingAsync("/anomalies", "image/png");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }
}
