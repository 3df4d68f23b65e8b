using System.Diagnostics;
using System.Globalization;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Notifications;

/// <summary>From samples to messages, on the whole program with the real broker, the real database and real receivers.</summary>
public sealed class NotificationTests(RealServers servers, ITestOutputHelper output)
{
    private const string AtOnce = "\"group_by\":[\"series\"],\"group_wait\":\"0s\",\"group_interval\":\"1s\"";

    [Fact]
    public async Task Anomaly_OpensAnIncident_IsOneSignedMessage()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var silo = await NotifyingSilo.StartAsync(servers, "notified");
        await silo.TellAsync(AtOnce, ("ops", receiver));
        Assert.Equal("delivered", (await silo.SendAsync(HttpMethod.Post, "/api/v1/channels/ops/test")).GetProperty("outcome").GetString());
        Assert.Equal("test", (await receiver.NextAsync("the test message")).Json.GetProperty("kind").GetString());

        var sent = Stopwatch.GetTimestamp();
        await silo.SpikeAsync(["spiky"], "web-1");
        var request = await receiver.NextAsync("the message");
        output.WriteLine($"{Stopwatch.GetElapsedTime(sent).TotalMilliseconds:0} ms from the samples to the message");

        Assert.True(StandardWebhook.IsSignedBy(request, NotifyingSilo.SigningKey, TimeProvider.System.GetUtcNow()));
        var incident = Assert.Single(await silo.Silo.GetListAsync("/api/v1/incidents?series=spiky"));
        var told = Assert.Single(request.Json.GetProperty("incidents").EnumerateArray());
        Assert.Equal(incident.GetProperty("id").GetString(), told.GetProperty("id").GetString());
        Assert.Equal("https://anomaly.example.org/ui/incidents/" + incident.GetProperty("id").GetString(), told.GetProperty("url").GetString());
        var row = Assert.Single(await Until.AnswersAsync(() => silo.NotificationsAsync("state=delivered"), rows => rows.Length > 0, "it is delivered"));
        Assert.Equal((request.Headers["webhook-id"], 200), (row.GetProperty("id").GetString(), row.GetProperty("status_code").GetInt32()));
        Assert.Equal(2, receiver.Count);
    }

    [Fact]
    public async Task Kill_BetweenSendAndComplete_TheMessageArrivesAgainUnderTheSameId()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await HttpReceiver.StartAsync((context, _) => release.Task.WaitAsync(context.RequestAborted));
        await using var silo = await NotifyingSilo.StartAsync(servers, "notified-again");
        await silo.TellAsync(AtOnce, ("ops", receiver));
        await silo.SpikeAsync(["spiky"], "web-1");
        var first = await receiver.NextAsync("the first attempt");

        // The message is the dead process' own for the better part of a minute; the test has that minute pass.
        await silo.RestartAsync(async () => Assert.Equal(1, await silo.SqlAsync("update anomaly.outbox set lease_until = now() where lease_until > now() + interval '10 seconds'")));
        release.SetResult();
        var second = await receiver.NextAsync("the second attempt");

        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.Equal(first.Text, second.Text);
        var row = Assert.Single(await Until.AnswersAsync(() => silo.NotificationsAsync("state=delivered"), rows => rows.Length > 0, "it is delivered"));
        Assert.Equal(2, row.GetProperty("attempts").GetInt32());
        Assert.Equal(1, await silo.CountAsync("outbox"));
    }

    [Fact]
    public async Task Kill_BeforeTheMessageIsSent_ItArrivesOnce()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var silo = await NotifyingSilo.StartAsync(servers, "notified-later");
        await silo.TellAsync("\"group_wait\":\"5s\"", ("ops", receiver));
        await silo.SpikeAsync(["spiky"], "web-1");
        await Until.AnswersAsync(() => silo.CountAsync("notification_group_incidents"), count => count == 1, "the incident is in its group");

        await silo.RestartAsync();
        var request = await receiver.NextAsync("the message");

        Assert.Contains("spiky", request.Text, StringComparison.Ordinal);
        await Until.AnswersAsync(() => silo.NotificationsAsync("state=delivered"), rows => rows.Length == 1, "it is delivered");
        Assert.Equal(1, receiver.Count);
    }

    [Fact]
    public async Task Receiver_Hangs_TheOtherIsNotDelayed()
    {
        var release = new TaskCompletionSource();
        await using var slow = await HttpReceiver.StartAsync((context, _) => release.Task.WaitAsync(context.RequestAborted));
        await using var quick = await HttpReceiver.StartAsync();
        await using var silo = await NotifyingSilo.StartAsync(servers, "notified-both");
        await silo.TellAsync(AtOnce, ("slow", slow), ("quick", quick));

        await silo.SpikeAsync(Enumerable.Range(0, 40).Select(i => $"s{i}"), "web-1");

        await Until.AnswersAsync(() => silo.NotificationsAsync("channel=quick&state=delivered"), rows => rows.Length == 40, "all quick ones are delivered");
        Assert.Empty(await silo.NotificationsAsync("channel=slow&state=delivered"));
        release.SetResult();
        await Until.AnswersAsync(() => silo.NotificationsAsync("channel=slow&state=delivered"), rows => rows.Length == 40, "the slow ones too");
    }

    [Fact]
    public async Task Series_FiveHundredOfOneHost_AreOneMessage()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var silo = await NotifyingSilo.StartAsync(servers, "notified-group");
        await silo.TellAsync("\"group_by\":[\"host\"],\"group_wait\":\"15s\"", ("ops", receiver));

        await silo.SpikeAsync(Enumerable.Range(0, 500).Select(i => $"s{i}"), "web-1");
        var message = (await receiver.NextAsync("the message")).Json;

        var named = message.GetProperty("incidents").GetArrayLength();
        Assert.InRange(named, 1, 50);
        Assert.Equal(500 - named, message.GetProperty("truncated").GetInt32());
        Assert.Equal("web-1", message.GetProperty("common_labels").GetProperty("host").GetString());
        await Until.AnswersAsync(() => silo.NotificationsAsync("state=delivered"), rows => rows.Length == 1, "it is delivered");
        Assert.Equal(1, receiver.Count);
        Assert.Equal(500, await silo.CountAsync("notification_group_incidents where told is not null"));
    }

    [Fact]
    public async Task Storm_AHundredThousandAnomalies_IsAFewMessages()
    {
        const int series = 2000, each = 50, hosts = 10;
        await using var receiver = await HttpReceiver.StartAsync();
        await using var silo = await NotifyingSilo.StartAsync(servers, "notified-storm");
        await silo.TellAsync("\"group_by\":[\"host\"],\"group_wait\":\"2s\",\"group_interval\":\"10s\"", ("ops", receiver));
        var started = Stopwatch.GetTimestamp();

        await silo.SqlAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            set search_path to anomaly;
            insert into anomalies (id, metric_name, labels, "timestamp", detected_at, value, threshold, detection_method, anomaly_score, severity, direction, reason, context, config,
              source_topic, source_epoch, source_partition, source_offset, source_index)
            select gen_random_uuid(), 's' || s, jsonb_build_object('host', 'web-' || s % {{hosts}}), now() - n * interval '1 second', now(), 97.2, 20, 'ensemble', 4, 'warning', 'above', 'far out', '{}', '{}',
              'storm', 1, 0, s * {{each}} + n, 0
            from generate_series(1, {{series}}) as s, generate_series(1, {{each}}) as n
            """));
        await Until.AnswersAsync(() => silo.CountAsync("incident_inbox"), count => count == 0, "all anomalies are in incidents", TimeSpan.FromMinutes(3));
        await Until.AnswersAsync(() => silo.CountAsync("notification_group_incidents where told is not null"), count => count == series, "all incidents are told");
        var took = Stopwatch.GetElapsedTime(started);

        Assert.Equal(series * each, await silo.CountAsync("anomalies where incident_id is not null"));
        await Until.AnswersAsync(() => silo.NotificationsAsync("state=waiting"), rows => rows.Length == 0, "all are delivered");
        var messages = await silo.CountAsync("outbox");
        output.WriteLine($"{series * each} anomalies, {series} incidents, {messages} messages in {took.TotalSeconds:0} s");
        // One for each host to begin with, and no more than one an interval after that.
        Assert.InRange(messages, hosts, hosts * (2 + (long)(took / TimeSpan.FromSeconds(10))));
        Assert.Equal(messages, receiver.Count);
    }
}
