using System.Text.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Tests.Messages;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace Anomaly.Notifications.Tests.Channels;

public sealed class PagerDutyTests
{
    private const string RoutingKey = "R0123456789ABCDEF0123456789ABCDE";

    [Fact]
    public async Task Event_OfAFiringIncident_TriggersUnderItsId()
    {
        await using var receiver = await HttpReceiver.StartAsync(202);
        await using var sender = new Sender();
        var incident = Told.Incident(AnomalySeverity.Critical);

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(PagerDuty(receiver.Url), Told.Once(incident))).Result);

        var sent = (await receiver.NextAsync("the event")).Json;
        Assert.Equal((RoutingKey, "trigger", incident.Id), (Text(sent, "routing_key"), Text(sent, "event_action"), sent.GetProperty("dedup_key").GetGuid()));
        Assert.Equal($"https://anomaly.example.com/watch/ui/incidents/{incident.Id}", Text(sent, "client_url"));
        var payload = sent.GetProperty("payload");
        Assert.Equal(("critical", "web-1", "web-1.cpu", "2026-11-22T10:00:00.000Z"), (Text(payload, "severity"), Text(payload, "source"), Text(payload, "component"), Text(payload, "timestamp")));
        Assert.StartsWith("[firing] critical web-1.cpu: 97.2 is", Text(payload, "summary"), StringComparison.Ordinal);
        Assert.Equal(97.2, payload.GetProperty("custom_details").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task Events_OfAGroup_AreOneAnIncidentEachWithItsOwnAction()
    {
        await using var receiver = await HttpReceiver.StartAsync(202);
        await using var sender = new Sender();
        NotifiedIncident[] incidents =
        [
            Told.Incident(), Told.Incident() with { Acknowledged = true, AcknowledgedBy = "ana" }, Told.Incident().Resolved(Told.Start.AddHours(1)),
        ];

        await sender.SendAsync(PagerDuty(receiver.Url), Told.Once(incidents) with { Kind = NotificationKind.Acknowledge });

        Assert.Equal(3, receiver.Count);
        foreach (var (incident, action) in incidents.Zip(["trigger", "acknowledge", "resolve"]))
        {
            var sent = (await receiver.NextAsync(action)).Json;
            Assert.Equal((incident.Id, action), (sent.GetProperty("dedup_key").GetGuid(), Text(sent, "event_action")));
        }
    }

    [Fact]
    public async Task Test_LeavesNothingOpen()
    {
        await using var receiver = await HttpReceiver.StartAsync(202);
        await using var sender = new Sender();

        await sender.SendAsync(PagerDuty(receiver.Url), TestMessage.For("ops", Told.Start, null));

        var (first, second) = ((await receiver.NextAsync("the trigger")).Json, (await receiver.NextAsync("the resolve")).Json);
        Assert.Equal(("trigger", "resolve"), (Text(first, "event_action"), Text(second, "event_action")));
        Assert.Equal(Text(first, "dedup_key"), Text(second, "dedup_key"));
    }

    [Fact]
    public async Task Event_ThatIsRefused_DoesNotKeepTheOthers()
    {
        var bad = Told.Incident();
        await using var receiver = await HttpReceiver.StartAsync((context, request) =>
        {
            context.Response.StatusCode = request.Json.GetProperty("dedup_key").GetGuid() == bad.Id ? StatusCodes.Status400BadRequest : StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        });
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(PagerDuty(receiver.Url), Told.Once(bad, Told.Incident()));

        Assert.Equal((DeliveryResult.Refused, 400, 2), (outcome.Result, outcome.StatusCode, receiver.Count));
    }

    [Fact]
    public async Task Receiver_ThatIsBusy_IsLeftAloneAtOnce()
    {
        await using var receiver = await HttpReceiver.StartAsync(429);
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(PagerDuty(receiver.Url), Told.Once(Told.Incident(), Told.Incident()));

        Assert.Equal((DeliveryResult.Retry, 1), (outcome.Result, receiver.Count));
    }

    [Fact]
    public async Task Event_OfWhateverComes_IsWithinTheLimits()
    {
        await using var receiver = await HttpReceiver.StartAsync(202);
        await using var sender = new Sender();

        await AnyNotification.All.Where(notification => notification.Incidents.Count > 0).SampleAsync(
            async notification =>
            {
                var one = notification with { Incidents = [notification.Incidents[0]], Kind = NotificationKind.Update };
                Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(PagerDuty(receiver.Url), one)).Result);
                var request = await receiver.NextAsync("the event");
                Assert.InRange(request.Body.Length, 1, 19_999);
                Assert.InRange(Text(request.Json.GetProperty("payload"), "summary").Length, 1, 1024);
                Assert.InRange(Text(request.Json.GetProperty("payload"), "source").Length, 1, 255);
            },
            iter: 100,
            threads: 1);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static ChannelDefinition PagerDuty(Uri url) => Sender.Channel("pagerduty", $$"""{"url":"{{url}}"}""", ("routing_key", RoutingKey));
}
