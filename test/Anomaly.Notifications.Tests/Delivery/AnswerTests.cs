using System.Globalization;
using System.Text;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Tests.Mail;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Notifications.Tests.Delivery;

public sealed class AnswerTests
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData(200, DeliveryResult.Delivered)]
    [InlineData(202, DeliveryResult.Delivered)]
    [InlineData(204, DeliveryResult.Delivered)]
    [InlineData(301, DeliveryResult.Refused)]
    [InlineData(304, DeliveryResult.Refused)]
    [InlineData(400, DeliveryResult.Refused)]
    [InlineData(401, DeliveryResult.Retry)]
    [InlineData(404, DeliveryResult.Retry)]
    [InlineData(408, DeliveryResult.Retry)]
    [InlineData(410, DeliveryResult.Gone)]
    [InlineData(413, DeliveryResult.Refused)]
    [InlineData(422, DeliveryResult.Refused)]
    [InlineData(425, DeliveryResult.Retry)]
    [InlineData(429, DeliveryResult.Retry)]
    [InlineData(500, DeliveryResult.Retry)]
    [InlineData(503, DeliveryResult.Retry)]
    public async Task Status_OfTheAnswer_DecidesTheOutcome(int status, DeliveryResult expected)
    {
        await using var receiver = await HttpReceiver.StartAsync(status);
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Webhook(receiver.Url));

        Assert.Equal((expected, status), (outcome.Result, outcome.StatusCode));
        Assert.Equal(1, receiver.Count);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sun, 22 Nov 2026 10:10:00 GMT", 600)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task RetryAfter_OfTheAnswer_IsInTheOutcome(string header, int? seconds)
    {
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        await using var sender = new Sender(time: new FakeTimeProvider(Told.Start));

        Assert.Equal(seconds, (await sender.SendAsync(Webhook(receiver.Url))).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Redirect_IsNotFollowedAndNamesItsTargetWithoutThePath()
    {
        await using var target = await HttpReceiver.StartAsync();
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.Redirect(target.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Webhook(receiver.Url));

        Assert.Equal(DeliveryResult.Refused, outcome.Result);
        Assert.Equal($"answered 307 with a redirect to {target.Url.GetLeftPart(UriPartial.Authority)}; redirects are not followed, settings.url must be the final address", outcome.Detail);
        Assert.Equal(0, target.Count);
    }

    [Fact]
    public async Task Answer_OfAnError_IsInTheDetailOnOneLine()
    {
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync("invalid\r\npayload\u001b[31m");
        });
        await using var sender = new Sender();

        Assert.Equal("answered 400: invalid payload [31m", (await sender.SendAsync(Webhook(receiver.Url))).Detail);
    }

    [Theory]
    [InlineData(200, DeliveryResult.Delivered)]
    [InlineData(500, DeliveryResult.Retry)]
    public async Task Answer_WithoutAnEnd_IsNotReadToTheEnd(int status, DeliveryResult expected)
    {
        var part = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        var ended = new TaskCompletionSource();
        await using var receiver = await HttpReceiver.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = status;
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(part, context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
            }

            ended.SetResult();
        });
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Webhook(receiver.Url));

        Assert.Equal(expected, outcome.Result);
        Assert.InRange(outcome.Detail?.Length ?? 0, 0, 400);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsWaitedForUntilTheTimeout()
    {
        await using var receiver = await HttpReceiver.StartAsync(HangAsync);
        await using var sender = new Sender(options => options.Timeout = TimeSpan.FromMilliseconds(300));

        var outcome = await sender.SendAsync(Webhook(receiver.Url));

        Assert.Equal((DeliveryResult.Retry, null), (outcome.Result, outcome.StatusCode));
        Assert.Equal($"no answer from {receiver.Url.Authority} within 0.3 s", outcome.Detail);
    }

    [Fact]
    public async Task Connection_ThatBreaks_IsTriedAgain()
    {
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Webhook(receiver.Url));

        Assert.Equal((DeliveryResult.Retry, null), (outcome.Result, outcome.StatusCode));
        Assert.StartsWith($"no answer from {receiver.Url.Authority}: ", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_ThatNobodyListensOn_IsTriedAgain()
    {
        var port = Anomaly.Testing.Postgres.LoopbackPort.Take();
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Webhook(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"))));

        Assert.Equal(DeliveryResult.Retry, outcome.Result);
        Assert.Contains("Connection refused", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", true, DeliveryResult.Delivered)]
    [InlineData("localhost", false, DeliveryResult.Retry)]
    [InlineData("127.0.0.1", true, DeliveryResult.Retry)]
    public async Task Certificate_IsCheckedForItsAuthorityAndItsName(string host, bool isTrusted, DeliveryResult expected)
    {
        await using var receiver = await HttpReceiver.StartAsync((_, _) => Task.CompletedTask, TestCertificate.Server);
        await using var sender = new Sender(options =>
        {
            if (isTrusted)
            {
                options.TrustedAuthorities.Add(TestCertificate.Authority);
            }
        });

        var outcome = await sender.SendAsync(Webhook(new UriBuilder(receiver.Url) { Host = host }.Uri));

        Assert.True(outcome.Result == expected, outcome.ToString());
        Assert.Equal(expected == DeliveryResult.Delivered ? 1 : 0, receiver.Count);
    }

    [Fact]
    public async Task SlowEndpoint_DoesNotDelayAnother()
    {
        await using var slow = await HttpReceiver.StartAsync(HangAsync);
        await using var quick = await HttpReceiver.StartAsync();
        await using var sender = new Sender(options => options.Timeout = TimeSpan.FromMinutes(5));
        using var stop = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 50).Select(_ => sender.Types.SendAsync(Webhook(slow.Url), Told.Once(), stop.Token)).ToArray();
        await slow.NextAsync("the first that is to hang");

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Webhook(quick.Url))).Result);
        }

        Assert.DoesNotContain(waiting, each => each.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    private static async Task HangAsync(HttpContext context, ReceivedRequest request)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static ChannelDefinition Webhook(Uri url) => Sender.Channel("webhook", $$"""{"url":"{{url}}"}""", ("signing_key", Key));
}
