using System.Security.Cryptography;
using System.Text;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Channels.Webhook;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;

namespace Anomaly.Notifications.Tests.Channels;

public sealed class WebhookTests
{
    private static readonly string New = Key(24);
    private static readonly string Old = Key(64);

    [Fact]
    public void Signature_OfTheSpecificationsExample_IsTheSame() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        SigningKey.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Fact]
    public async Task Request_IsSignedSoThatTheReceiverCanCheckIt()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();
        var message = Told.Once();

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Webhook(receiver.Url, ("signing_key", New)), message)).Result);

        var request = await receiver.NextAsync("the message");
        Assert.True(StandardWebhook.IsSignedBy(request, New, TimeProvider.System.GetUtcNow()));
        Assert.False(StandardWebhook.IsSignedBy(request, Old, TimeProvider.System.GetUtcNow()));
        Assert.Equal(message.Id.ToString(), request.Headers["webhook-id"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(message.Id, request.Json.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Request_WhileKeysChange_IsSignedByBoth()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();

        await sender.SendAsync(Webhook(receiver.Url, ("signing_key", New), ("previous_signing_key", Old)));

        var request = await receiver.NextAsync("the message");
        Assert.True(StandardWebhook.IsSignedBy(request, New, TimeProvider.System.GetUtcNow()));
        Assert.True(StandardWebhook.IsSignedBy(request, Old, TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task Request_OfASecondAttempt_HasTheSameIdAndBody()
    {
        await using var receiver = await HttpReceiver.StartAsync(503);
        await using var sender = new Sender();
        var message = Told.Once();

        await sender.SendAsync(Webhook(receiver.Url, ("signing_key", New)), message);
        await sender.SendAsync(Webhook(receiver.Url, ("signing_key", New)), message);

        var (first, second) = (await receiver.NextAsync("the first attempt"), await receiver.NextAsync("the second attempt"));
        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task Request_HasTheHeadersOfItsSettings()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();
        var channel = Sender.Channel(
            "webhook",
            $$$"""{"url":"{{{receiver.Url}}}?team=a","headers":{"X-Team":"blue","Content-Language":"en"}}""",
            ("signing_key", New),
            ("authorization", "Bearer abcdef0123456789"));

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(channel)).Result);

        var request = await receiver.NextAsync("the message");
        Assert.Equal(("blue", "en", "Bearer abcdef0123456789"), (request.Headers["X-Team"], request.Headers["Content-Language"], request.Headers["Authorization"]));
        Assert.StartsWith("Anomaly/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("/hook?team=a", request.Path);
    }

    private static string Key(int bytes) => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    private static ChannelDefinition Webhook(Uri url, params (string Name, string Value)[] secrets) => Sender.Channel("webhook", $$"""{"url":"{{url}}"}""", secrets);
}
