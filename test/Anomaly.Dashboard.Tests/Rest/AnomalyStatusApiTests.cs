using System.Net;
using System.Text;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class AnomalyStatusApiTests(WebFrontFixture front)
{
    private const string Allowed = "must be one of new, confirmed, expected, false_alarm";

    [Theory]
    [InlineData("confirmed", AnomalyStatus.Confirmed)]
    [InlineData("expected", AnomalyStatus.Expected)]
    [InlineData("false_alarm", AnomalyStatus.FalseAlarm)]
    [InlineData("new", AnomalyStatus.New)]
    public async Task Change_Status_IsAnsweredAndKept(string word, AnomalyStatus status)
    {
        var record = Samples.Anomaly("status of " + word, status: AnomalyStatus.Confirmed);
        front.Store.Add(record);

        var response = await PatchAsync(record.Id.ToString(), $$"""{"status":"{{word}}"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var item = await response.JsonAsync();
        Assert.Equal((record.Id.ToString(), word), (item["id"]!.GetValue<string>(), item["status"]!.GetValue<string>()));
        Assert.Equal(status, (await front.Store.FindAsync(record.Id, Http.End))!.Status);
    }

    [Theory]
    [InlineData("""{"status":"maybe"}""", "status", "is 'maybe'; " + Allowed)]
    [InlineData("""{"status":"False_Alarm"}""", "status", "is 'False_Alarm'; " + Allowed)]
    [InlineData("""{"status":3}""", "status", "is no text; " + Allowed)]
    [InlineData("""{"status":null}""", "status", "is no text; " + Allowed)]
    [InlineData("{}", "status", "is missing; " + Allowed)]
    [InlineData("""{"status":"confirmed","severity":"info"}""", "severity", "cannot be changed; send status alone")]
    [InlineData("""{"status":"confirmed","status":"expected"}""", "body", "cannot be read as JSON; send {\"status\":\"false_alarm\"}")]
    [InlineData("""["confirmed"]""", "body", "is no JSON object; send {\"status\":\"false_alarm\"}")]
    [InlineData("""{"status":"\ud800"}""", "body", "holds text that is no Unicode; send {\"status\":\"false_alarm\"}")]
    [InlineData("status=confirmed", "body", "cannot be read as JSON; send {\"status\":\"false_alarm\"}")]
    [InlineData("", "body", "cannot be read as JSON; send {\"status\":\"false_alarm\"}")]
    public async Task Change_BadBody_NamesTheFieldAndChangesNothing(string body, string field, string complaint)
    {
        var record = Samples.Anomaly("status of a bad body");
        front.Store.Add(record);

        var response = await PatchAsync(record.Id.ToString(), body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single((await response.JsonAsync())["errors"]!.AsObject());
        Assert.Equal((field, complaint), (error.Key, Assert.Single(error.Value!.AsArray())!.GetValue<string>()));
        Assert.Equal(AnomalyStatus.New, (await front.Store.FindAsync(record.Id, Http.End))!.Status);
    }

    [Theory]
    [InlineData("0199aaaa-0000-7000-8000-000000000000")]
    [InlineData("no-uuid")]
    public async Task Change_UnknownId_IsNotFound(string id) =>
        Assert.Equal(HttpStatusCode.NotFound, (await PatchAsync(id, """{"status":"confirmed"}""")).StatusCode);

    [Fact]
    public async Task Change_EndlessBody_IsTooLarge() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PatchAsync(Guid.NewGuid().ToString(), new string(' ', 1_100_000))).StatusCode);

    private async Task<HttpResponseMessage> PatchAsync(string id, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await front.Http.PatchAsync($"/anomalies/{id}", content, Http.End);
    }
}
