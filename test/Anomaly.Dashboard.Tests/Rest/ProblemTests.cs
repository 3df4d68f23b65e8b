using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class ProblemTests(WebFrontFixture front)
{
    [Theory]
    [InlineData("/anomalies?limit=0", "limit", "is '0'; must be a whole number from 1 to 1000")]
    [InlineData("/anomalies?limit=1001", "limit", "is '1001'; must be a whole number from 1 to 1000")]
    [InlineData("/anomalies?limit=ten", "limit", "is 'ten'; must be a whole number from 1 to 1000")]
    [InlineData("/anomalies?limit=1&limit=2", "limit", "is given more than once; give it once")]
    [InlineData("/anomalies?from=abc", "from", "is 'abc'; must be an RFC 3339 time such as 2026-11-22T10:00:00Z (write a + as %2B)")]
    [InlineData("/anomalies?to=2026-13-01T00:00:00Z", "to", "is '2026-13-01T00:00:00Z'; must be an RFC 3339 time such as 2026-11-22T10:00:00Z (write a + as %2B)")]
    [InlineData("/anomalies?from=2026-01-02&to=2026-01-01", "from", "is after to; must be before it")]
    [InlineData("/anomalies?severity=awful", "severity", "is 'awful'; must be one of info, warning, critical")]
    [InlineData("/anomalies?severity=2", "severity", "is '2'; must be one of info, warning, critical")]
    [InlineData("/anomalies?status=FalseAlarm", "status", "is 'FalseAlarm'; must be one of new, confirmed, expected, false_alarm")]
    [InlineData("/anomalies?cursor=!", "cursor", "is '!'; must be the cursor of a Link header of this address")]
    [InlineData("/anomalies?cursor=99999999999999999.0199aaaa000070008000000000000000", "cursor", "is '99999999999999999.0199aaaa000070008000000000000000'; must be the cursor of a Link header of this address")]
    [InlineData("/anomalies?cursor=1.0199aaaa000070008000000000000000.Y3B1", "cursor", "is '1.0199aaaa000070008000000000000000.Y3B1'; must be the cursor of a Link header of this address")]
    [InlineData("/anomalies?order=series&cursor=1.0199aaaa000070008000000000000000", "cursor", "is '1.0199aaaa000070008000000000000000'; must be the cursor of a Link header of this address")]
    [InlineData("/anomalies?order=series&cursor=1.0199aaaa000070008000000000000000.%25", "cursor", "is '1.0199aaaa000070008000000000000000.%'; must be the cursor of a Link header of this address")]
    [InlineData("/anomalies?order=up", "order", "is 'up'; must be one of newest, oldest, series, series_desc")]
    [InlineData("/anomalies/export?format=xlsx", "format", "is 'xlsx'; must be one of csv, json, ndjson")]
    [InlineData("/anomalies/export?severity=awful", "severity", "is 'awful'; must be one of info, warning, critical")]
    [InlineData("/anomalies?series=a%00b", "series", "holds a NUL character; leave it out")]
    [InlineData("/anomalies/stream?last_event_id=7", "last_event_id", "is '7'; must be the id of an event of this stream")]
    [InlineData("/anomalies/stream?method=a&severity=x", "severity", "is 'x'; must be one of info, warning, critical")]
    [InlineData("/api/v1/series?state=asleep", "state", "is 'asleep'; must be one of unknown, warming_up, active, silent")]
    [InlineData("/api/v1/series?cursor=%25", "cursor", "is '%'; must be the cursor of a Link header of this address")]
    [InlineData("/api/v1/series?cursor=_w", "cursor", "is '_w'; must be the cursor of a Link header of this address")]
    public async Task Get_BadParameter_NamesItAndTheRemedy(string address, string field, string complaint)
    {
        var response = await front.Http.GetAsync(address, Http.End);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("The request is not valid.", problem["title"]!.GetValue<string>());
        var error = Assert.Single(problem["errors"]!.AsObject());
        Assert.Equal(field, error.Key);
        Assert.Equal(complaint, Assert.Single(error.Value!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task Get_TwoBadParameters_NamesBoth()
    {
        var problem = await (await front.Http.GetAsync("/anomalies?limit=0&from=x", Http.End)).JsonAsync();

        Assert.Equal(["limit", "from"], problem["errors"]!.AsObject().Select(error => error.Key).OrderDescending());
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/nothing")]
    [InlineData("/anomalies/a/b")]
    public async Task Get_UnknownAddress_IsAProblemAndNoPage(string address)
    {
        var response = await front.Http.GetAcceptingAsync(address, "text/html");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(address, (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/anomalies")]
    [InlineData("GET", "/api/v1/samples")]
    public async Task Send_WrongMethod_SaysWhichIsRight(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        var response = await front.Http.SendAsync(request, Http.End);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        var allowed = Assert.Single(response.Content.Headers.Allow.Except(["HEAD"]));
        Assert.Contains(allowed, (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/anomalies?series=")]
    [InlineData("/anomalies/export?series=")]
    [InlineData("/anomalies/stream?last_event_id=1.0199aaaa000070008000000000000000&series=")]
    public async Task Get_DatabaseAway_IsUnavailableWithAPauseAndWithoutSecrets(string address)
    {
        var response = await front.Http.GetAsync(address + Uri.EscapeDataString(MemoryAnomalyStore.AwaySeries), Http.End);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Http.End), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnexpectedFailure_TellsNothingOfTheInside()
    {
        var response = await front.Http.GetAsync("/anomalies?series=" + Uri.EscapeDataString(MemoryAnomalyStore.BrokenSeries), Http.End);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var problem = (JsonObject)await response.JsonAsync();
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["detail", "status", "title", "type"], problem.Select(field => field.Key).Order());
    }

    [Theory]
    [InlineData("/anomalies", "default-src 'none'")]
    [InlineData("/nothing", null)]
    [InlineData("/ui", "default-src 'self'; script-src 'nonce-")]
    public async Task Get_Anything_CarriesSecurityHeaders(string address, string? policy)
    {
        var response = await front.Http.GetAsync(address, Http.End);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        if (policy is not null)
            Assert.StartsWith(policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ScriptsHaveTheNonceOfThePolicy_AnotherEachTime_AndNoneStandsInThePage()
    {
        var nonces = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            var response = await front.Http.GetAsync("/ui", Http.End);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            var nonce = Regex.Match(policy, "script-src 'nonce-([A-Za-z0-9_-]{22})' 'strict-dynamic'; ").Groups[1].Value;
            var scripts = Regex.Matches(await response.Content.ReadAsStringAsync(Http.End), "<script (?<attributes>[^>]*)>(?<body>[^<]*)</script>");

            Assert.True(nonces.Add(nonce));
            Assert.True(scripts.Count >= 5);
            Assert.All(scripts, script =>
            {
                Assert.Contains($"nonce=\"{nonce}\"", script.Groups["attributes"].Value, StringComparison.Ordinal);
                Assert.Contains("src=", script.Groups["attributes"].Value, StringComparison.Ordinal);
                Assert.Empty(script.Groups["body"].Value);
            });
        }
    }
}
