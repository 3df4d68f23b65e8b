using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Delivery.Addresses;
using Anomaly.Notifications.Messages;
using Microsoft.Extensions.Options;

namespace Anomaly.Notifications.Delivery;

/// <summary>
/// HTTP to addresses that people set up. It connects to checked addresses only, follows no redirect, uses no proxy, keeps no cookies, and gives up after
/// <see cref="OutboundOptions.Timeout"/>. Of an answer it reads some kB.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    /// <summary>Bytes of an answer's body that are read.</summary>
    public const int MaxBody = 4096;

    private const int MaxHeadersInKilobytes = 16;

    private static readonly string UserAgent = $"Anomaly/{typeof(OutboundHttp).Assembly.GetName().Version?.ToString(2)}";

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public OutboundHttp(CheckedConnector connector, ServerTrust trust, IOptions<OutboundOptions> options, TimeProvider time)
    {
        _timeout = options.Value.Timeout;
        _time = time;
        _client = new HttpClient(Handler(connector, trust, _timeout), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="field">Which field has the address, such as <c>settings.url</c>: what the details of an outcome speak of.</param>
    /// <param name="cancellationToken">Ends it; then, and only then, this throws.</param>
    /// <returns>What became of it. Its detail can have what the receiver answered, and so what was sent.</returns>
    public async Task<DeliveryOutcome> SendAsync(HttpRequestMessage request, string field, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        using var late = new CancellationTokenSource(_timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = response.IsSuccessStatusCode ? "" : await StartOfBodyAsync(response, either.Token);
            return HttpOutcome.Of(response, field, body, _time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DeliveryOutcome.Retry($"no answer from {request.RequestUri!.Authority} within {_timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException exception)
        {
            for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
            {
                if (inner is AddressRefusedException refused)
                    return DeliveryOutcome.Refused($"{field}: {refused.Message}");
            }

            return DeliveryOutcome.Retry($"no answer from {request.RequestUri!.Authority}: {exception.GetBaseException().Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler Handler(CheckedConnector connector, ServerTrust trust, TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            // A connection that nobody waits for any more is given up, too.
            ConnectTimeout = timeout,
            MaxResponseHeadersLength = MaxHeadersInKilobytes,
            MaxResponseDrainSize = MaxBody,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // A receiver that moves is found again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = async (context, cancellationToken) =>
                new NetworkStream(await connector.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true),
        };
        if (trust.Validation is { } validation)
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = validation };

        return handler;
    }

    private static async Task<string> StartOfBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            for (var read = -1; read != 0 && length < buffer.Length; length += read)
                read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status is there; what it says is only more words.
        }

        return TextCut.OneLine(Encoding.UTF8.GetString(buffer, 0, length)).Trim();
    }
}
