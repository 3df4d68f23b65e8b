using System.Net;
using System.Security.Cryptography.X509Certificates;
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
    /// <param name="answer">The answer.</param>
    /// <param name="certificate">What it shows; null: it is not encrypted.</param>
    public static async Task<HttpReceiver> StartAsync(Func<HttpContext, ReceivedRequest, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
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
    /// <param name="within">How long it may take.</param>
    public Task<ReceivedRequest> NextAsync(string what, TimeSpan? within = null) => NextAsync(what, _ => true, within);

    /// <summary>The next request that is wanted; those before it are passed over.</summary>
    public async Task<ReceivedRequest> NextAsync(string what, Func<ReceivedRequest, bool> wanted, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(patience);
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
            throw new TimeoutException($"Within {patience.TotalSeconds} s the receiver got {Count} requests, but not: {what}");
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
