using System.Text;
using System.Text.Json;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Tests.Outbox;

/// <summary>From saved anomalies to real receivers.</summary>
public sealed class OutboxServiceTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Incident_Opened_IsOneSignedMessageToTheChannelOfEachRoute()
    {
        await using var ops = await HttpReceiver.StartAsync();
        await using var team = await HttpReceiver.StartAsync();
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", ops.Url);
        await host.SaveHookAsync("team", team.Url);
        await host.RouteAsync("ops", "team");

        await host.FireAsync("cpu");

        foreach (var receiver in new[] { ops, team })
        {
            var request = await receiver.NextAsync("the message");
            Assert.True(StandardWebhook.IsSignedBy(request, OutboxHost.SigningKey, TimeProvider.System.GetUtcNow()));
            Assert.Contains("cpu", request.Text, StringComparison.Ordinal);
        }

        var rows = await host.UntilAsync(rows => rows.Count == 2 && rows.All(row => row.State == OutboxState.Delivered), "both are delivered");
        Assert.All(rows, row => Assert.Equal((1, 200, "trigger"), (row.Attempts, row.StatusCode, row.Kind)));
        Assert.Equal((1, 1), (ops.Count, team.Count));
        Assert.Equal("delivered", (await host.Get<IChannelStore>().FindAsync("ops", End))!.LastDelivery!.Outcome);
        using var metrics = new MemoryStream();
        await host.Registry.CollectAndExportAsTextAsync(metrics, End);
        Assert.Contains("notifications_total{channel=\"ops\",outcome=\"delivered\"} 1", Encoding.UTF8.GetString(metrics.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_Busy_GetsTheMessageAgainUnderTheSameId()
    {
        var answers = 0;
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref answers) == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", receiver.Url);
        await host.RouteAsync("ops");

        await host.FireAsync("cpu");
        var first = await receiver.NextAsync("the first attempt");
        var second = await receiver.NextAsync("the second attempt");

        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.Equal(first.Text, second.Text);
        var row = Assert.Single(await host.UntilAsync(rows => rows is [{ State: OutboxState.Delivered }], "it is delivered"));
        Assert.Equal((first.Headers["webhook-id"], 2), (row.Id.ToString(), row.Attempts));
        Assert.Contains(host.Lines.All, line => line.Level == LogLevel.Warning && line.Text.Contains("is tried again", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Receiver_ThatHasToHearOfEach_GetsEveryIncidentOfTheGroup()
    {
        await using var receiver = await HttpReceiver.StartAsync(StatusCodes.Status202Accepted);
        await using var host = await OutboxHost.StartAsync();
        var text = JsonSerializer.Serialize(new { type = "pagerduty", settings = new { url = receiver.Url }, secrets = new { routing_key = "R0123456789ABCDEF0123456789ABCDE" } });
        Assert.Empty((await host.Get<ChannelBook>().SaveAsync("pd", text, null, End)).Errors);
        var change = await host.Get<RouteBook>().ReplaceAsync("""[{"channel":"pd","group_by":[],"group_wait":"0s","group_interval":"1s"}]""", null, End);
        Assert.Empty(change.Errors);

        // One more than a message names.
        await host.FireAsync([.. Enumerable.Range(0, Notification.MaxIncidents + 1).Select(i => $"s{i}")]);

        var rows = await host.UntilAsync(rows => rows.Count > Notification.MaxIncidents && rows.All(row => row.State == OutboxState.Delivered), "all are delivered");
        Assert.All(rows, row => Assert.Equal(1, row.IncidentCount));
        Assert.Distinct(rows.Select(row => row.Incident));
    }

    [Fact]
    public async Task Receiver_ThatTakesSilenceForTheEnd_IsNotLeftAloneForLongerThanThat()
    {
        await using var receiver = await HttpReceiver.StartAsync(StatusCodes.Status503ServiceUnavailable);
        await using var host = await OutboxHost.StartAsync();
        var text = JsonSerializer.Serialize(new { type = "alertmanager", settings = new { url = receiver.Url, expires_after = "1m" } });
        Assert.Empty((await host.Get<ChannelBook>().SaveAsync("am", text, null, End)).Errors);
        await host.RouteAsync("am");

        await host.FireAsync("cpu");

        // By the schedule it would be tried again after five minutes; the alert ends after one.
        var row = Assert.Single(await host.UntilAsync(rows => rows is [{ Attempts: 2, StatusCode: 503, State: OutboxState.Waiting }] && rows[0].DueAt > TimeProvider.System.GetUtcNow(), "it was tried twice"));
        Assert.InRange(row.DueAt - TimeProvider.System.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Receiver_BackAfterAnOutage_GetsTheOthersAtOnce()
    {
        var isBack = false;
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isBack) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", receiver.Url);
        await host.RouteAsync("ops");
        await host.FireAsync("cpu", "mem", "disk");
        // From here on five minutes pass between two attempts.
        await host.UntilAsync(rows => rows.Count == 3 && rows.All(row => row is { Attempts: 2, StatusCode: 503 } && row.DueAt > row.CreatedAt.AddMinutes(1)), "each was tried twice");

        Volatile.Write(ref isBack, true);
        await host.FireAsync("net");

        await host.UntilAsync(rows => rows.Count == 4 && rows.All(row => row.State == OutboxState.Delivered), "all are delivered");
    }

    [Fact]
    public async Task Receiver_Refuses_MessageFailsAndIsDeliveredOnceRetriedByHand()
    {
        var status = StatusCodes.Status400BadRequest;
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref status);
            return Task.CompletedTask;
        });
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", receiver.Url);
        await host.RouteAsync("ops");

        await host.FireAsync("cpu");
        var row = Assert.Single(await host.UntilAsync(rows => rows is [{ State: OutboxState.Failed }], "it is given up"));
        Assert.Equal((1, 400), (row.Attempts, row.StatusCode));
        Volatile.Write(ref status, StatusCodes.Status204NoContent);
        Assert.True(await host.Outbox.RetryAsync(row.Id, End));

        await host.UntilAsync(rows => rows is [{ State: OutboxState.Delivered, StatusCode: 204 }], "it is delivered");
        Assert.Equal(2, receiver.Count);
    }

    [Fact]
    public async Task Receiver_Gone_DisablesTheChannelAndCancelsTheRest()
    {
        await using var receiver = await HttpReceiver.StartAsync(StatusCodes.Status410Gone);
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", receiver.Url);
        await host.RouteAsync("ops");

        await host.FireAsync([.. Enumerable.Range(0, 30).Select(i => $"s{i}")]);

        await host.UntilAsync(rows => rows.Count > 0 && rows.All(row => row.State is OutboxState.Failed or OutboxState.Cancelled), "nothing waits");
        var channel = (await host.Get<IChannelStore>().FindAsync("ops", End))!;
        Assert.Equal((false, "gone"), (channel.Enabled, channel.LastDelivery!.Outcome));
        Assert.Contains(host.Lines.All, line => line.Level == LogLevel.Error && line.Text.StartsWith("The channel ops is disabled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Channel_Disabled_IsToldOfWhatStillFiresOnceItIsEnabled()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", receiver.Url, enabled: false);
        await host.SaveHookAsync("other", receiver.Url);
        await host.RouteAsync("ops", "other");
        await host.FireAsync("cpu");
        await receiver.NextAsync("the message of the other channel");
        Assert.Equal("other", Assert.Single(await host.Outbox.ListAsync(new(), End)).Channel);

        await host.SaveHookAsync("ops", receiver.Url);

        await host.UntilAsync(rows => rows.Any(row => row is { Channel: "ops", State: OutboxState.Delivered }), "it is told");
    }

    [Fact]
    public async Task Receiver_Hangs_TheOtherIsNotDelayed()
    {
        var release = new TaskCompletionSource();
        await using var slow = await HttpReceiver.StartAsync((context, _) => release.Task.WaitAsync(context.RequestAborted));
        await using var quick = await HttpReceiver.StartAsync();
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("slow", slow.Url);
        await host.SaveHookAsync("quick", quick.Url);
        await host.RouteAsync("slow", "quick");

        await host.FireAsync([.. Enumerable.Range(0, 50).Select(i => $"s{i}")]);

        await host.UntilAsync(rows => rows.Count(row => row is { Channel: "quick", State: OutboxState.Delivered }) == 50, "all quick ones are delivered");
        Assert.Equal(Dispatcher.PerChannel, slow.Count);
        Assert.DoesNotContain(await host.Outbox.ListAsync(new() { Channel = "slow" }, End), row => row.State != OutboxState.Waiting);
        release.SetResult();
        await host.UntilAsync(rows => rows.Count == 100 && rows.All(row => row.State == OutboxState.Delivered), "the slow ones too");
    }

    [Fact]
    public async Task Process_StoppedInTheMiddle_GivesTheMessageToTheNextUnderTheSameId()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await HttpReceiver.StartAsync((context, _) => release.Task.WaitAsync(context.RequestAborted));
        await using var first = await OutboxHost.StartAsync();
        await first.SaveHookAsync("ops", receiver.Url);
        await first.RouteAsync("ops");
        await first.FireAsync("cpu");
        var before = await receiver.NextAsync("the first attempt");

        await first.StopAsync();
        release.SetResult();
        await using var second = await OutboxHost.StartAsync(first);
        var after = await receiver.NextAsync("the second attempt");

        Assert.Equal(before.Headers["webhook-id"], after.Headers["webhook-id"]);
        await second.UntilAsync(rows => rows is [{ State: OutboxState.Delivered, Attempts: 2 }], "it is delivered");
    }

    [Fact]
    public async Task Routes_NobodySaidAnything_EachIncidentIsALineInTheLog()
    {
        await using var host = await OutboxHost.StartAsync();

        await host.FireAsync("cpu");

        var row = Assert.Single(await host.UntilAsync(rows => rows is [{ State: OutboxState.Delivered }], "it is told"));
        Assert.Equal("log", row.Channel);
        Assert.Single(host.Lines.All, line => line.Text.StartsWith("Notification by log (trigger)", StringComparison.Ordinal) && line.Text.Contains("cpu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Routes_AllDeleted_AreNotMadeAgain()
    {
        await using var first = await OutboxHost.StartAsync();
        await first.FireAsync("cpu");
        await first.UntilAsync(rows => rows is [{ State: OutboxState.Delivered }], "it is told");
        Assert.Empty((await first.Get<RouteBook>().ReplaceAsync("[]", null, End)).Errors);
        Assert.True((await first.Get<IChannelStore>().DeleteAsync("log", End)).Found);
        await first.StopAsync();

        await using var second = await OutboxHost.StartAsync(first);
        await second.SaveHookAsync("ops", new Uri("http://127.0.0.1:9/hook"));
        await second.Get<DefaultRoute>().EnsureAsync(End);

        Assert.Empty((await second.Get<RouteBook>().GetAsync(End)).Table.Routes);
        Assert.Equal(["ops"], (await second.Get<IChannelStore>().ListAsync(End)).Select(channel => channel.Name));
    }

    [Fact]
    public async Task Channel_SavedWithoutItsSecrets_KeepsThemAndIsCheckedWithThem()
    {
        await using var host = await OutboxHost.StartAsync();
        await host.SaveHookAsync("ops", new Uri("http://127.0.0.1:9/hook"));
        var book = host.Get<ChannelBook>();

        Assert.Empty((await book.SaveAsync("ops", """{"type":"webhook","settings":{"url":"http://127.0.0.1:10/hook"}}""", null, End)).Errors);

        var wrong = await book.SaveAsync("ops", """{"type":"webhook","settings":{"url":"ftp://x"},"secrets":{"signing_key":null}}""", null, End);
        Assert.Equal(["secrets.signing_key", "settings.url"], wrong.Errors.Keys.Order());
    }
}
