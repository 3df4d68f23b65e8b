using System.Net;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Storage.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class NotificationsApiTests(WebFrontFixture front)
{
    private const string Path = "/api/v1/notifications";

    [Fact]
    public async Task List_OneThatWaits_HasAllFieldsAndNoText()
    {
        var id = await front.AddMessageAsync("fields");

        var item = Assert.Single((await (await front.Http.GetAsync($"{Path}?channel=fields", Http.End)).JsonAsync()).AsArray());

        Assert.Equal(
            $$"""
            {"id":"{{id}}","channel":"fields","route":"fields{}/info/host","group":"fields{}/info/host:{host=\u0022web-1\u0022}","kind":"trigger","severity":"critical","incident_id":"{{id}}","incident_count":3,"state":"waiting","created_at":"2026-11-22T12:00:00.000Z","due_at":"2026-11-22T12:00:00.000Z","attempts":0,"status_code":null,"detail":null,"finished_at":null}
            """,
            item!.ToJsonString());
    }

    [Fact]
    public async Task List_PageByPage_NewestFirstWithoutGapAndRepeat()
    {
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Insert(0, (await front.AddMessageAsync("pages")).ToString());

        var read = new List<string>();
        for (var address = $"{Path}?channel=pages&state=waiting&limit=3"; address is not null;)
        {
            var response = await front.Http.GetAsync(address, Http.End);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            read.AddRange((await response.JsonAsync()).AsArray().Select(item => item!["id"]!.GetValue<string>()));
            address = response.Next();
        }

        Assert.Equal(ids, read);
    }

    [Theory]
    [InlineData("state=sent", "state", "is 'sent'; must be one of waiting, delivered, failed, cancelled")]
    [InlineData("limit=0", "limit", "is '0'; must be a whole number from 1 to 1000")]
    [InlineData("cursor=x", "cursor", "is 'x'; must be the cursor of a Link header of this address")]
    public async Task List_BadParameter_IsNamed(string query, string field, string complaint)
    {
        var response = await front.Http.GetAsync($"{Path}?{query}", Http.End);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(complaint, (await response.JsonAsync())["errors"]![field]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Retry_OneThatWasGivenUp_WaitsAgain()
    {
        var id = await front.AddMessageAsync("retried");
        await FinishAsync("retried", OutboxState.Failed, 400);
        var failed = Assert.Single((await (await front.Http.GetAsync($"{Path}?channel=retried&state=failed", Http.End)).JsonAsync()).AsArray())!;
        Assert.Equal((400, null), (failed["status_code"]!.GetValue<int>(), failed["due_at"]));

        var response = await front.Http.PostAsync($"{Path}/{id}/retry", null, Http.End);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var item = await response.JsonAsync();
        Assert.Equal(("waiting", 0, null), (item["state"]!.GetValue<string>(), item["attempts"]!.GetValue<int>(), item["finished_at"]));
    }

    [Fact]
    public async Task Retry_OneThatWasDelivered_IsAConflict()
    {
        var id = await front.AddMessageAsync("delivered");
        await FinishAsync("delivered", OutboxState.Delivered, 200);

        var response = await front.Http.PostAsync($"{Path}/{id}/retry", null, Http.End);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("was delivered", (await response.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("01a21b6a-080e-76be-8a2f-000000000000")]
    public async Task Retry_Unknown_IsNotFound(string id) =>
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.PostAsync($"{Path}/{id}/retry", null, Http.End)).StatusCode);

    [Fact]
    public async Task Test_OfAChannel_SaysWhatBecameOfIt()
    {
        using var content = new StringContent("""{"type":"log"}""");
        Assert.Equal(HttpStatusCode.OK, (await front.Http.PutAsync("/api/v1/channels/tested", content, Http.End)).StatusCode);

        var response = await front.Http.PostAsync("/api/v1/channels/tested/test", null, Http.End);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"outcome":"delivered","status_code":null,"detail":null}""", await response.Content.ReadAsStringAsync(Http.End));
        var channel = await (await front.Http.GetAsync("/api/v1/channels/tested", Http.End)).JsonAsync();
        Assert.Equal("delivered", channel["last_delivery"]!["outcome"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.PostAsync("/api/v1/channels/untested/test", null, Http.End)).StatusCode);
    }

    private async Task FinishAsync(string channel, OutboxState state, int status)
    {
        var outbox = front.Services.GetRequiredService<IOutbox>();
        var me = Guid.NewGuid();
        var lease = Assert.Single(await outbox.ClaimAsync([new(channel, 9)], me, TimeSpan.FromMinutes(1), Http.End));
        Assert.True(await outbox.CompleteAsync(lease, me, new() { State = state, StatusCode = status }, Http.End));
    }
}
