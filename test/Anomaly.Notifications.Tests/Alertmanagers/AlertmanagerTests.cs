using System.Text.Json;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Payloads;
using Anomaly.Notifications.Tests.Messages;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Notifications.Tests.Alertmanagers;

public sealed class AlertmanagerTests
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Incident_IsListedAndToldWhileItFires_AndResolves()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url);
        await using var sender = new Sender();
        var incident = Recent();

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Channel(server), Told.Once(incident))).Result);

        var told = (await receiver.NextAsync("the firing alert")).Json;
        Assert.Equal("firing", told.GetProperty("status").GetString());
        var alert = Assert.Single(await server.AlertsAsync());
        Assert.Equal(
            [("alertname", "AnomalyIncident"), ("host", "web-1"), ("incident", incident.Id.ToString()), ("series", "web-1.cpu"), ("severity", "warning")],
            alert.GetProperty("labels").EnumerateObject().Select(label => (label.Name, label.Value.GetString()!)).Order());
        Assert.Equal("warning: web-1.cpu", alert.GetProperty("annotations").GetProperty("summary").GetString());
        Assert.Equal(incident.Peak.Reason, alert.GetProperty("annotations").GetProperty("description").GetString());
        Assert.Equal($"https://anomaly.example.com/watch/ui/incidents/{incident.Id}", alert.GetProperty("generatorURL").GetString());
        Assert.InRange(alert.GetProperty("endsAt").GetDateTimeOffset(), Now.AddMinutes(4), Now.AddMinutes(5));

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Channel(server), Told.Once(incident.Resolved(Now)))).Result);

        Assert.Equal("resolved", (await receiver.NextAsync("the resolved alert")).Json.GetProperty("status").GetString());
        Assert.Empty(await server.AlertsAsync());
    }

    [Fact]
    public async Task Incident_ThatGrows_StaysTheAlertThatItBeganAs()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url);
        await using var sender = new Sender();
        var incident = Recent();
        var identity = new Dictionary<string, string>(incident.Labels) { ["series"] = "web-1.cpu", ["core"] = "0" };

        await sender.SendAsync(Channel(server), Told.Once(incident with { Identity = identity, Labels = new Dictionary<string, string>(incident.Labels) { ["core"] = "0" } }));
        await sender.SendAsync(Channel(server), Told.Once(incident with { Identity = identity, Series = ["web-1.cpu", "web-1.mem"], SeriesCount = 2 }));

        var labels = Assert.Single(await server.AlertsAsync()).GetProperty("labels");
        Assert.Equal(("web-1.cpu", "0"), (labels.GetProperty("series").GetString(), labels.GetProperty("core").GetString()));
    }

    [Theory]
    [InlineData("""{"url":"http://a/?tenant=b"}""", "settings.url is 'http://a/?tenant=b'; must be an address without ? and #, for /api/v2/alerts is put behind it")]
    [InlineData("""{"url":"http://a","username":"a:b"}""", "settings.username is 'a:b'; must be a user name without a colon")]
    public async Task Setting_ThatWouldBeSentWrong_IsRefused(string settings, string flaw)
    {
        await using var sender = new Sender();

        Assert.Equal([flaw], sender.Flaws(Sender.Channel("alertmanager", settings, settings.Contains("username", StringComparison.Ordinal) ? [("password", "x")] : [])));
    }

    [Fact]
    public async Task Incident_ThatIsNotToldAgain_ResolvesByItself()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url);
        // Told five minutes ago but for two seconds.
        await using var sender = new Sender(time: new FakeTimeProvider(Now.AddMinutes(-5).AddSeconds(2)));

        await sender.SendAsync(Channel(server), Told.Once(Recent()));

        Assert.Equal("firing", (await receiver.NextAsync("the firing alert")).Json.GetProperty("status").GetString());
        Assert.Equal("resolved", (await receiver.NextAsync("the alert that ended by itself")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Channel_WantsToBeToldWithinAThirdOfTheTimeThatAnAlertLasts()
    {
        await using var sender = new Sender();

        Assert.Equal(TimeSpan.FromMinutes(3), sender.Types.Find("alertmanager")!.RepeatWithin(Sender.Channel("alertmanager", """{"url":"http://a","expires_after":"9m"}""")));
        Assert.Null(sender.Types.Find("log")!.RepeatWithin(Sender.Channel("log", "{}")));
    }

    [Fact]
    public async Task WebhookInItsFormat_HasTheFieldsAndFingerprintsOfItsOwn()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url);
        await using var sender = new Sender();
        var message = Told.Once(Recent());

        await sender.SendAsync(Channel(server), message);

        var theirs = (await receiver.NextAsync("the firing alert")).Json;
        var ours = JsonDocument.Parse(PayloadFormats.Alertmanager.Write(message)).RootElement;
        Assert.Equal(Shape(theirs), Shape(ours));
        var (their, our) = (theirs.GetProperty("alerts")[0], ours.GetProperty("alerts")[0]);
        Assert.Equal(Shape(their), Shape(our));
        foreach (var field in (string[])["labels", "annotations", "status", "endsAt", "generatorURL", "fingerprint"])
        {
            Assert.True(JsonElement.DeepEquals(their.GetProperty(field), our.GetProperty(field)), $"{field}: {their.GetProperty(field)} is theirs, {our.GetProperty(field)} ours");
        }

        Assert.Equal(their.GetProperty("startsAt").GetDateTimeOffset(), our.GetProperty("startsAt").GetDateTimeOffset());
        Assert.True(JsonElement.DeepEquals(theirs.GetProperty("commonLabels"), ours.GetProperty("commonLabels")), "commonLabels differ");
        Assert.True(JsonElement.DeepEquals(theirs.GetProperty("commonAnnotations"), ours.GetProperty("commonAnnotations")), "commonAnnotations differ");
    }

    [Fact]
    public async Task Labels_OfAnyName_AreTakenAndDoNotHideItsOwn()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url);
        await using var sender = new Sender();
        var incident = Recent() with
        {
            Labels = new Dictionary<string, string> { ["severity"] = "mine", ["alertname"] = "mine", ["k8s.io/name"] = "ö 😀 \"", ["1st"] = "x", ["größe"] = "y", ["empty"] = "" },
        };

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Channel(server), Told.Once(incident))).Result);

        var alert = Assert.Single(await server.AlertsAsync());
        Assert.Equal(
            ["_1st=x", "alertname=AnomalyIncident", "exported_alertname=mine", "exported_severity=mine", "gr__e=y", $"incident={incident.Id}", "k8s_io_name=ö 😀 \"", "series=web-1.cpu", "severity=warning"],
            alert.GetProperty("labels").EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}").Order(StringComparer.Ordinal));
        var ours = JsonDocument.Parse(PayloadFormats.Alertmanager.Write(Told.Once(incident))).RootElement;
        Assert.Equal(alert.GetProperty("fingerprint").GetString(), ours.GetProperty("alerts")[0].GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Message_OfWhateverComes_IsTaken()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url);
        await using var sender = new Sender();

        await AnyNotification.All.SampleAsync(
            async notification =>
            {
                var outcome = await sender.SendAsync(Channel(server), notification with { Incidents = [.. notification.Incidents.Take(3)] });
                Assert.True(outcome.Result == DeliveryResult.Delivered, $"{outcome.Detail}\n{server.Output}");
            },
            iter: 40,
            threads: 1);
    }

    [Theory]
    [InlineData(AlertmanagerServer.Password, DeliveryResult.Delivered, 200)]
    [InlineData("wrong-password", DeliveryResult.Retry, 401)]
    public async Task Password_IsSentWhereThereIsOne(string password, DeliveryResult expected, int status)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var server = await AlertmanagerServer.StartAsync(receiver.Url, wantsPassword: true);
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Sender.Channel("alertmanager", $$"""{"url":"{{server.Url}}","username":"ana"}""", ("password", password)), Told.Once(Recent()));

        Assert.Equal((expected, status), (outcome.Result, outcome.StatusCode));
    }

    private static string Shape(JsonElement json) => string.Join(", ", json.EnumerateObject().Select(field => $"{field.Name}: {field.Value.ValueKind}").Order(StringComparer.Ordinal));

    private static NotifiedIncident Recent() => Told.Incident() with { StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(Now.AddMinutes(-10).ToUnixTimeMilliseconds()) };

    private static ChannelDefinition Channel(AlertmanagerServer server) => Sender.Channel("alertmanager", $$"""{"url":"{{server.Url}}"}""");
}
