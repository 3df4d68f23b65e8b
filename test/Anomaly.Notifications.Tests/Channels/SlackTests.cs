using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Tests.Messages;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;

namespace Anomaly.Notifications.Tests.Channels;

public sealed class SlackTests
{
    [Theory]
    [InlineData(AnomalySeverity.Info, "#1565c0")]
    [InlineData(AnomalySeverity.Warning, "#ef6c00")]
    [InlineData(AnomalySeverity.Critical, "#c62828")]
    public async Task Message_HasTextAndTheSeveritysColour(AnomalySeverity severity, string colour)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();
        var incident = Told.Incident(severity);

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Slack(receiver.Url), Told.Once(incident))).Result);

        var message = (await receiver.NextAsync("the message")).Json;
        Assert.StartsWith("[firing] ", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        var attachment = Assert.Single(message.GetProperty("attachments").EnumerateArray());
        Assert.Equal(colour, attachment.GetProperty("color").GetString());
        Assert.Contains($"https://anomaly.example.com/watch/ui/incidents/{incident.Id}", attachment.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_OfWhatIsOver_IsGreen()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();

        await sender.SendAsync(Slack(receiver.Url), Told.Once(Told.Incident(AnomalySeverity.Critical).Resolved(Told.Start.AddHours(1))));

        Assert.Equal("#2e7d32", (await receiver.NextAsync("the message")).Json.GetProperty("attachments")[0].GetProperty("color").GetString());
    }

    [Fact]
    public async Task Value_ThatWouldCallPeople_IsEscapedAndTheTemplateIsNot()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();
        var channel = Sender.Channel("slack", """{"subject":"<!here> {{labels.host}}"}""", ("url", receiver.Url.ToString()));
        var incident = Told.Incident() with { Labels = new Dictionary<string, string> { ["host"] = "<!channel> a & b @all [here](http://x)" } };

        await sender.SendAsync(channel, Told.Once(incident));

        Assert.Equal("<!here> &lt;!channel&gt; a &amp; b @\u200ball [here]\u200b(http://x)", (await receiver.NextAsync("the message")).Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Message_OfWhateverComes_IsTakenAndSmall()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender();

        await AnyNotification.All.SampleAsync(
            async notification =>
            {
                Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Slack(receiver.Url), notification)).Result);
                var request = await receiver.NextAsync("the message");
                Assert.InRange(request.Body.Length, 1, 19_999);
                Assert.DoesNotContain("&am…", request.Text, StringComparison.Ordinal);
            },
            iter: 100,
            threads: 1);
    }

    private static ChannelDefinition Slack(Uri url) => Sender.Channel("slack", "{}", ("url", url.ToString()));
}
