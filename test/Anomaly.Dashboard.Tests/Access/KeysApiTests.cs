using System.Net;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Tests.Rest;

namespace Anomaly.Dashboard.Tests.Access;

[Collection(GuardedFrontCollection.Name)]
public sealed class KeysApiTests(GuardedFrontFixture front)
{
    private string Admin => front.Keys.Of(Role.Admin);

    [Fact]
    public async Task Key_Made_IsShownOnce_Works_AndIsRefusedWhenTakenAway()
    {
        using var created = await front.SendAsync("POST", "/api/v1/keys", Admin, """{"name":"grafana","role":"viewer"}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var key = (await created.JsonAsync())["key"]!.GetValue<string>();

        using var used = await front.SendAsync("GET", "/anomalies", key);
        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        using var listed = await front.SendAsync("GET", "/api/v1/keys", Admin);
        var list = await listed.Content.ReadAsStringAsync(Http.End);
        Assert.Contains("grafana", list, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKey.Hash(key), list, StringComparison.Ordinal);
        Assert.DoesNotContain(key, System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(front.Storage.Path, Http.End)), StringComparison.Ordinal);

        using var deleted = await front.SendAsync("DELETE", "/api/v1/keys/grafana", Admin);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var refused = await front.SendAsync("GET", "/anomalies", key);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("was taken away", await refused.Content.ReadAsStringAsync(Http.End), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OfAKeyThatIsTakenAway_Ends()
    {
        using var created = await front.SendAsync("POST", "/api/v1/keys", Admin, """{"name":"streaming","role":"viewer"}""");
        using var stream = await front.SendAsync("GET", "/anomalies/stream", (await created.JsonAsync())["key"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        await using var events = await stream.Content.ReadAsStreamAsync(Http.End);

        using var deleted = await front.SendAsync("DELETE", "/api/v1/keys/streaming", Admin);

        await events.CopyToAsync(Stream.Null, Http.End).WaitAsync(TimeSpan.FromSeconds(30), Http.End);
    }

    [Fact]
    public async Task Key_WhoseNameIsTaken_IsAConflict()
    {
        using var first = await front.SendAsync("POST", "/api/v1/keys", Admin, """{"name":"twice","role":"viewer"}""");
        using var second = await front.SendAsync("POST", "/api/v1/keys", Admin, """{"name":"twice","role":"admin"}""");
        using var ofSettings = await front.SendAsync("POST", "/api/v1/keys", Admin, """{"name":"viewer","role":"admin"}""");
        using var taken = await front.SendAsync("DELETE", "/api/v1/keys/viewer", Admin);
        using var absent = await front.SendAsync("DELETE", "/api/v1/keys/nobody", Admin);

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.NotFound],
            new[] { first, second, ofSettings, taken, absent }.Select(response => response.StatusCode));
    }

    [Theory]
    [InlineData("""{"name":"a","role":"root"}""", "role", "is 'root'; must be viewer, operator or admin")]
    [InlineData("""{"name":"a b","role":"viewer"}""", "name", "is 'a b'; must be 1 to 64 characters")]
    [InlineData("""{"role":"viewer"}""", "name", "is missing")]
    [InlineData("""{"name":"a","role":"viewer","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at", "is past")]
    [InlineData("""{"name":"a","role":"viewer","expires_at":"tomorrow"}""", "expires_at", "must be a time")]
    [InlineData("""{"name":"a","role":"viewer","hash":"x"}""", "hash", "is not known")]
    [InlineData("[]", "body", "is no JSON object")]
    [InlineData("no JSON", "body", "cannot be read as JSON")]
    public async Task Key_Wrong_SaysWhatItMustBe(string body, string field, string complaint)
    {
        using var response = await front.SendAsync("POST", "/api/v1/keys", Admin, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(complaint, (await response.JsonAsync())["errors"]![field]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_AreInTheAuditLog_WithWhoWhatBeforeAndAfter()
    {
        using var silenced = await front.SendAsync("POST", "/api/v1/silences", front.Keys.Of(Role.Operator), $$"""
            {"matchers":[{"name":"host","value":"audited","isRegex":false,"isEqual":true}],"startsAt":"2030-01-01T00:00:00Z","endsAt":"2030-01-02T00:00:00Z","createdBy":"somebody else","comment":"why"}
            """);
        Assert.Equal(HttpStatusCode.OK, silenced.StatusCode);
        var id = (await silenced.JsonAsync())["silenceID"]!.GetValue<string>();
        using var ended = await front.SendAsync("DELETE", $"/api/v1/silences/{id}", Admin);

        using var log = await front.SendAsync("GET", $"/api/v1/audit?target={id}", Admin);
        var entries = (await log.JsonAsync()).AsArray();

        Assert.Equal([("admin", "silence.end"), ("operator", "silence.save")], entries.Select(entry => (Text(entry, "actor"), Text(entry, "action"))));
        Assert.Equal(("127.0.0.1", "operator"), (Text(entries[1], "address"), Text(entries[1], "role")));
        Assert.Null(entries[1]!["before"]);
        // Who is known writes under their own name.
        Assert.Equal("operator", Text(entries[1]!["after"], "createdBy"));
        Assert.Equal(("why", "pending"), (Text(entries[0]!["before"], "comment"), Text(entries[0]!["before"]!["status"], "state")));
        Assert.Equal("expired", Text(entries[0]!["after"]!["status"], "state"));

        static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();
    }

    [Fact]
    public async Task AuditLog_OfAChannel_HasItsSecretsNowhere()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        using var saved = await front.SendAsync("PUT", "/api/v1/channels/audited", Admin, $$$"""{"type":"webhook","settings":{"url":"https://example.com/a"},"secrets":{"signing_key":"{{{secret}}}"}}""");
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        using var log = await front.SendAsync("GET", "/api/v1/audit?action=channel.save&target=audited", Admin);
        var text = await log.Content.ReadAsStringAsync(Http.End);

        Assert.Contains("\"signing_key\":\"set\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("Token")]
    [InlineData("filter")]
    public async Task Key_InTheAddress_IsRefusedAndNotRepeated(string name)
    {
        using var response = await front.SendAsync("GET", $"/anomalies?{name}={Admin}", null);
        var body = await response.Content.ReadAsStringAsync(Http.End);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("must be in a header", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Admin, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_WithoutACredential_SaysWhetherAndNotWhy()
    {
        using var anybody = await front.SendAsync("GET", "/readyz", null);
        using var viewer = await front.SendAsync("GET", "/readyz", front.Keys.Of(Role.Viewer));

        Assert.Empty((await anybody.JsonAsync())["checks"]!.AsArray());
        Assert.NotEmpty((await viewer.JsonAsync())["checks"]!.AsArray());
    }
}
