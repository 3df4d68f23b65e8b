using System.Buffers;
using System.Net;
using System.Threading.Channels;
using Anomaly.Testing.Postgres;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Anomaly.Notifications.Tests.Mail;

/// <summary>A mail server on a free loopback port. It offers STARTTLS, or is encrypted from the start; it takes the user <c>ana</c> with her password.</summary>
internal sealed class MailServer : IMessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    public const string Password = "open-sesame-1234";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<ReceivedMail> _mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, SmtpResponse> _refused = [];
    private readonly Task _running;

    /// <param name="isSecure">Encrypted from the start.</param>
    /// <param name="hasCertificate">Whether it can encrypt at all.</param>
    /// <param name="wantsUser">Whether nobody may send without logging in.</param>
    public MailServer(bool isSecure = false, bool hasCertificate = true, bool wantsUser = false)
    {
        Port = LoopbackPort.Take();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(isSecure).AuthenticationRequired(wantsUser);
                if (hasCertificate)
                {
                    endpoint.Certificate(TestCertificate.Server);
                }
            })
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add((IUserAuthenticator)this);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>What each mail is answered with once it was sent.</summary>
    public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

    /// <summary>What a recipient is answered with.</summary>
    public MailServer Refuse(string recipient, SmtpReplyCode code, string why)
    {
        _refused[recipient] = new SmtpResponse(code, why);
        return this;
    }

    /// <summary>The next mail.</summary>
    public async Task<ReceivedMail> NextAsync()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        try
        {
            return await _mails.Reader.ReadAsync(late.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Within {Patience.TotalSeconds} s no mail arrived.");
        }
    }

    /// <summary>How many mails were taken and not looked at.</summary>
    public int Waiting => _mails.Reader.Count;

    public Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (Answer.ReplyCode == SmtpReplyCode.Ok)
        {
            _mails.Writer.TryWrite(new ReceivedMail(
                transaction.From.AsAddress(),
                [.. transaction.To.Select(to => to.AsAddress())],
                buffer.ToArray(),
                context.Authentication.IsAuthenticated ? context.Authentication.User : null,
                context.Pipe.IsSecure));
        }

        return Task.FromResult(Answer);
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        _refused.TryGetValue(to.AsAddress(), out var response) ? throw new SmtpResponseException(response) : Task.FromResult(true);

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult(user == "ana" && password == Password);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        _stop.Dispose();
    }
}
