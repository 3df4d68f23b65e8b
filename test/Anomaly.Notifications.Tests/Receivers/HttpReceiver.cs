using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Tests.Receivers;

/// <summary>A real web server on a free loopback port that takes whatever is posted, and answers as it is told.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly Channel<ReceivedRequest> _requests = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly Func<HttpContext, ReceivedRequest, Task> _answer;
    private int _count;

    private HttpReceiver(WebApplication app, Func<HttpContext, ReceivedRequest, Task> answer) => (_app, _answer) = (app, answer);

    public Uri Url { get; private set; } = null!;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Starts one that answers with a status.</summary>
    public static Task<HttpReceiver> StartAsync(int status = StatusCodes.Status200OK) => StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Starts one that answers as the function says.</summary>
    public static async Task<HttpReceiver> StartAsync(Func<HttpContext, ReceivedRequest, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new HttpReceiver(app, answer);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        receiver.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook");
        return receiver;
    }

    /// <summary>The next request.</summary>
    /// <param name="what">What it is to be, for the error where it does not come.</param>
    public Task<ReceivedRequest> NextAsync(string what) => NextAsync(what, _ => true);

    /// <summary>The next request that is wanted; those before it are passed over.</summary>
    public async Task<ReceivedRequest> NextAsync(string what, Func<ReceivedRequest, bool> wanted)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var request = await _requests.Reader.ReadAsync(late.Token);
                if (wanted(request))
                {
                    return request;
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Within {Patience.TotalSeconds} s the receiver got {Count} requests, but not: {what}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Those that hang are not waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new ReceivedRequest(
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        Interlocked.Increment(ref _count);
        _requests.Writer.TryWrite(request);
        await _answer(context, request);
    }
}
