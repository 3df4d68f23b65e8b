using System.Net;
using System.Text;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class ChannelsApiTests(WebFrontFixture front)
{
    private const string Address = "/api/v1/channels";

    [Fact]
    public async Task Put_Channel_ComesBackWithoutItsSecrets()
    {
        var name = NewName();
        var put = await PutAsync(name, """{"type":"hook","enabled":false,"settings":{"url":"https://example.org","b":1},"secrets":{"key":"hush-hush"}}""");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var text = await put.Content.ReadAsStringAsync(Http.End);
        Assert.Equal(
            $$"""{"name":"{{name}}","type":"hook","enabled":false,"settings":{"url":"https://example.org","b":1},"secrets":{"key":"set"},"last_delivery":null}""", text);
        var get = await front.Http.GetAsync($"{Address}/{name}", Http.End);
        Assert.Equal(text, await get.Content.ReadAsStringAsync(Http.End));
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
        Assert.Contains(name, (await (await front.Http.GetAsync(Address, Http.End)).JsonAsync()).AsArray().Select(each => each!["name"]!.GetValue<string>()));
        Assert.Equal("hush-hush", await SecretAsync(name, "key"));
    }

    [Fact]
    public async Task Put_WhatWasRead_KeepsTheSecrets()
    {
        var name = NewName();
        var read = await (await PutAsync(name, """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"one","token":"two"}}""")).JsonAsync();
        read["enabled"] = false;

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, read.ToJsonString())).StatusCode);
        Assert.Equal(("one", "two"), (await SecretAsync(name, "key"), await SecretAsync(name, "token")));

        var changed = await PutAsync(name, """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"three","token":null}}""");
        Assert.Equal("""{"key":"set"}""", (await changed.JsonAsync())["secrets"]!.ToJsonString());
        Assert.Equal(("three", null), (await SecretAsync(name, "key"), await SecretAsync(name, "token")));

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, """{"type":"hook","settings":{"url":"b"}}""")).StatusCode);
        Assert.Equal("three", await SecretAsync(name, "key"));
    }

    [Fact]
    public async Task Put_TagOfAnEarlierRevision_IsRefused()
    {
        var name = NewName();
        const string body = """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"x"}}""";
        var tag = (await PutAsync(name, body)).Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, body, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(name, body, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(NewName(), body, tag)).StatusCode);
    }

    [Fact]
    public async Task Put_AnotherReceiver_WantsTheSecretsThatAreSentThereAgain()
    {
        var name = NewName();
        const string secrets = "{\"signing_key\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\",\"authorization\":\"Bearer hush-hush\"}";
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, $$"""{"type":"webhook","settings":{"url":"https://example.org/a"},"secrets":{{secrets}}}""")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, """{"type":"webhook","settings":{"url":"https://example.org/b"}}""")).StatusCode);
        var refused = await PutAsync(name, """{"type":"webhook","settings":{"url":"https://example.com/b"},"secrets":{"authorization":"set"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(
            """{"secrets.authorization":["is kept for https://example.org, and messages would go to https://example.com; send it again"]}""",
            (await refused.JsonAsync())["errors"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, """{"type":"webhook","settings":{"url":"https://example.com/b"},"secrets":{"authorization":"Bearer new"}}""")).StatusCode);
    }

    [Fact]
    public async Task Put_SecretsThatCannotBeRead_CanBeDisabledAllTheSame()
    {
        var name = NewName();
        var store = front.Services.GetRequiredService<IChannelStore>();
        await PutAsync(name, """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"x"}}""");
        var row = (await store.FindAsync(name, Http.End))!;
        await store.SaveAsync(row with { Secrets = new Dictionary<string, byte[]> { ["key"] = [1, 2, 3] } }, Http.End);

        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(name, """{"type":"hook","settings":{"url":"a"}}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(name, """{"type":"hook","enabled":false,"settings":{"url":"a"}}""")).StatusCode);
        Assert.False((await store.FindAsync(name, Http.End))!.Enabled);
    }

    [Theory]
    [InlineData("[]", "body", "must be an object")]
    [InlineData("""{"type":"log","settings":{"text":"\ud800"}}""", "body", "holds text that is no Unicode")]
    [InlineData("{}", "type", "is missing")]
    [InlineData("""{"type":"fax"}""", "type", "is 'fax'; must be one of alertmanager, hook, log, pagerduty, slack, smtp, webhook")]
    [InlineData("""{"type":"hook","secrets":{"key":"x"}}""", "settings.url", "is missing")]
    [InlineData("""{"type":"hook","settings":{"url":"a"}}""", "secrets.key", "is missing")]
    [InlineData("""{"type":"hook","settings":[],"secrets":{"key":"x"}}""", "settings", "must be an object")]
    [InlineData("""{"type":"hook","settings":{"url":"a"},"secrets":{"kee":"hush"}}""", "secrets.kee", "is no secret; of the type hook there are key, token")]
    [InlineData("""{"type":"hook","settings":{"url":"a"},"secrets":{"key":["hush"]}}""", "secrets.key", "is no text")]
    [InlineData("""{"type":"hook","settings":{"url":"a"},"secrets":{"key":"set"}}""", "secrets.key", "there is none")]
    [InlineData("""{"type":"hook","settings":{"url":"a"},"secrets":"hush"}""", "secrets", "are no object")]
    [InlineData("""{"type":"hook","name":"other","settings":{"url":"a"},"secrets":{"key":"x"}}""", "name", "the address names")]
    [InlineData("""{"type":"hook","url":"a"}""", "url", "is no field")]
    public async Task Put_Wrong_SaysWhereAndWhatAndNoSecret(string body, string path, string complaint)
    {
        var response = await PutAsync(NewName(), body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single((await response.JsonAsync())["errors"]!.AsObject());
        Assert.Equal(path, error.Key);
        Assert.Contains(complaint, error.Value![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.Value[0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_NameThatIsNone_SaysWhatItMustBe()
    {
        var response = await PutAsync("a%20b", """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"x"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("is 'a b'; must be 1 to 100 letters", (await response.JsonAsync())["errors"]!["name"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_DeliveredOnce_SaysHowThatWent()
    {
        var name = NewName();
        await PutAsync(name, """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"x"}}""");
        await front.Services.GetRequiredService<IChannelStore>().NoteDeliveryAsync(name, new(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), "retry", "503"), Http.End);

        var last = (await (await front.Http.GetAsync($"{Address}/{name}", Http.End)).JsonAsync())["last_delivery"]!;

        Assert.Equal("""{"at":"2026-11-22T10:00:00.000Z","outcome":"retry","detail":"503"}""", last.ToJsonString());
    }

    [Fact]
    public async Task Delete_Channel_IsGone()
    {
        var name = NewName();
        await PutAsync(name, """{"type":"hook","settings":{"url":"a"},"secrets":{"key":"x"}}""");

        Assert.Equal(HttpStatusCode.NoContent, (await front.Http.DeleteAsync($"{Address}/{name}", Http.End)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.GetAsync($"{Address}/{name}", Http.End)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await front.Http.DeleteAsync($"{Address}/{name}", Http.End)).StatusCode);
    }

    private static string NewName() => $"c-{Guid.NewGuid():N}";

    private async Task<string?> SecretAsync(string channel, string name)
    {
        var row = await front.Services.GetRequiredService<IChannelStore>().FindAsync(channel, Http.End);
        return row!.Secrets.TryGetValue(name, out var bytes) ? front.Services.GetRequiredService<ISecretProtector>().Unprotect(channel, name, bytes) : null;
    }

    private async Task<HttpResponseMessage> PutAsync(string name, string body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Address}/{name}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

        return await front.Http.SendAsync(request, Http.End);
    }
}
