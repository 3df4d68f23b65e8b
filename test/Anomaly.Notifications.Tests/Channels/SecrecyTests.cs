using System.Text;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;
using Microsoft.AspNetCore.Http;

namespace Anomaly.Notifications.Tests.Channels;

/// <summary>Against a receiver that refuses, and answers with all that it was sent.</summary>
public sealed class SecrecyTests
{
    private const string Secret = "Zm9ydHlUd28tc2VjcmV0LWJ5dGVzLWhlcmU";
    private const string Odd = "abCd12/ef+GH34==ijKL/mn";

    [Theory]
    [InlineData("webhook", "signing_key", "whsec_" + Secret + "=")]
    [InlineData("webhook", "authorization", "Bearer " + Secret)]
    [InlineData("alertmanager", "bearer_token", Secret)]
    [InlineData("alertmanager", "password", Secret)]
    [InlineData("slack", "url", "/services/T0/B0/" + Secret)]
    [InlineData("pagerduty", "routing_key", Secret)]
    public async Task Secret_ThatTheReceiverSendsBack_IsInNoOutcomeNoTextNoLog(string type, string name, string value)
    {
        await using var receiver = await HttpReceiver.StartAsync((context, request) =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            var secrets = request.Headers.GetValueOrDefault("Authorization") + " " + request.Path + " " + request.Text[..Math.Min(300, request.Text.Length)];
            return context.Response.WriteAsync("Refused: " + secrets);
        });
        await using var sender = new Sender();
        var secrets = new List<(string, string)> { (name, type == "slack" ? new Uri(receiver.Url, value).ToString() : value) };
        if (type == "webhook" && name != "signing_key")
        {
            secrets.Add(("signing_key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        }

        var settings = type == "slack" ? "{}" : name == "password" ? $$"""{"url":"{{receiver.Url}}","username":"ana"}""" : $$"""{"url":"{{receiver.Url}}"}""";
        var channel = Sender.Channel(type, settings, [.. secrets]);
        Assert.Empty(sender.Flaws(channel));

        var outcome = await sender.SendAsync(channel);

        Assert.Equal(DeliveryResult.Refused, outcome.Result);
        Assert.Contains("Refused: ", outcome.Detail, StringComparison.Ordinal);
        var shown = $"{outcome} {channel} {string.Join(' ', sender.Logged.All)}";
        Assert.DoesNotContain(Secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:" + Secret))[8..40], shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"header\":\"Bearer abCd12\\/ef+GH34==ijKL\\/mn\"}")]
    [InlineData("{\"header\":\"Bearer abCd12/ef\\u002BGH34==ijKL/mn\"}")]
    [InlineData("token=abCd12%2Fef%2BGH34%3D%3DijKL%2Fmn")]
    public async Task Secret_ThatTheReceiverSendsBackEscaped_IsInNoOutcome(string answer)
    {
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync(answer);
        });
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Sender.Channel(
            "webhook", $$"""{"url":"{{receiver.Url}}"}""", ("signing_key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), ("authorization", "Bearer " + Odd)));

        Assert.Contains("***", outcome.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("GH34", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_ThatIsASecret_IsSentAndOneOfTheSettingsThatLooksLikeOneIsRefused()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();
        (string, string) key = ("signing_key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        await sender.SendAsync(Sender.Channel("webhook", $$"""{"url":"{{receiver.Url}}"}""", key, ("header", "X-Api-Key: " + Odd)));
        Assert.Equal(Odd, (await receiver.NextAsync("the message")).Headers["X-Api-Key"]);

        Assert.Equal(
            ["settings.headers.X-Api-Key looks like a credential, and settings can be read; must be the secret authorization or header"],
            sender.Flaws(Sender.Channel("webhook", """{"url":"http://a","headers":{"X-Api-Key":"1"}}""", key)));
        Assert.Equal(
            ["secrets.header is no header such as 'X-Api-Key: …': its name or value is no name of a header; must be letters, digits and -"],
            sender.Flaws(Sender.Channel("webhook", """{"url":"http://a"}""", key, ("header", "hush"))));
    }
}
