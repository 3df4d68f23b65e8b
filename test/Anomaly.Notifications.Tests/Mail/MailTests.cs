using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Tests.Messages;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;
using SmtpServer.Protocol;

namespace Anomaly.Notifications.Tests.Mail;

public sealed class MailTests
{
    [Fact]
    public async Task Mail_ArrivesWholeInPlainTextAndHtml()
    {
        await using var server = new MailServer();
        await using var sender = new Sender();
        var incident = Told.Incident(series: "größe <b>&") with { Labels = new Dictionary<string, string> { ["host"] = "web-1\r\nBcc: eve@example.com" } };
        var message = Told.Once(incident);

        var outcome = await sender.SendAsync(Plain(server, "\"subject\":\"{{severity}} {{labels.host}} {{series}}\""), message);

        Assert.Equal((DeliveryResult.Delivered, 250, null), (outcome.Result, outcome.StatusCode, outcome.Detail));
        var mail = await server.NextAsync();
        Assert.Equal(("anomaly@example.com", "ops@example.com dev@example.com"), (mail.From, string.Join(' ', mail.To)));
        Assert.Equal("warning web-1 Bcc: eve@example.com größe <b>&", mail.Message.Subject);
        Assert.DoesNotContain("\nBcc:", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", mail.Raw, StringComparison.Ordinal);
        Assert.Contains($"firing, warning: größe <b>&\n  {incident.Peak.Reason}", mail.Message.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"https://anomaly.example.com/watch/ui/incidents/{incident.Id}", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("gr&#246;&#223;e &lt;b&gt;&amp;", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(message.CreatedAt, mail.Message.Date);
    }

    [Fact]
    public async Task Mails_OfAGroup_AreOneThread()
    {
        await using var server = new MailServer();
        await using var sender = new Sender();
        var (first, second, other) = (Told.Once(), Told.Once(), Told.Once() with { GroupKey = "all:{host=\"web-2\"}" });

        foreach (var each in (Notifications.Messages.Notification[])[first, second, second, other])
        {
            await sender.SendAsync(Plain(server), each);
        }

        var mails = new[] { await server.NextAsync(), await server.NextAsync(), await server.NextAsync(), await server.NextAsync() };
        Assert.Equal([first.Id, second.Id, second.Id, other.Id], mails.Select(mail => Guid.Parse(Header(mail, "Message-Id")[1..].Split('@')[0])));
        Assert.All(mails, mail => Assert.Equal(Header(mail, "In-Reply-To"), Header(mail, "References")));
        Assert.Equal(Header(mails[0], "References"), Header(mails[1], "References"));
        Assert.NotEqual(Header(mails[0], "References"), Header(mails[3], "References"));
    }

    [Theory]
    [InlineData("starttls", false)]
    [InlineData("tls", true)]
    public async Task Password_GoesOverAnEncryptedConnection(string tls, bool isSecure)
    {
        await using var server = new MailServer(isSecure, wantsUser: true);
        await using var sender = Trusting();

        var outcome = await sender.SendAsync(WithUser(server, MailServer.Password, tls));

        Assert.Equal(DeliveryResult.Delivered, outcome.Result);
        var mail = await server.NextAsync();
        Assert.Equal(("ana", true), (mail.User, mail.IsEncrypted));
    }

    [Fact]
    public async Task Password_ThatIsWrong_IsRefusedAndNotShown()
    {
        await using var server = new MailServer(wantsUser: true);
        await using var sender = Trusting();

        var outcome = await sender.SendAsync(WithUser(server, "wrong-password-5678"));

        Assert.Equal((DeliveryResult.Refused, 0), (outcome.Result, server.Waiting));
        Assert.DoesNotContain("wrong-password-5678", outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_ThatIsWantedAndMissing_IsRefused()
    {
        await using var server = new MailServer(wantsUser: true);
        await using var sender = new Sender();

        Assert.Equal(DeliveryResult.Refused, (await sender.SendAsync(Plain(server))).Result);
    }

    [Fact]
    public async Task Certificate_OfAnUnknownAuthority_IsNotTrusted()
    {
        await using var server = new MailServer();
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(WithUser(server, MailServer.Password));

        Assert.Equal((DeliveryResult.Retry, 0), (outcome.Result, server.Waiting));
        Assert.Contains("no encrypted connection", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_OfAnotherName_IsNotTrusted()
    {
        await using var server = new MailServer();
        await using var sender = Trusting();

        Assert.Equal(DeliveryResult.Retry, (await sender.SendAsync(WithUser(server, MailServer.Password, host: "127.0.0.1"))).Result);
    }

    [Fact]
    public async Task Server_WithoutStartTls_IsRefused()
    {
        await using var server = new MailServer(hasCertificate: false);
        await using var sender = Trusting();

        var outcome = await sender.SendAsync(WithUser(server, MailServer.Password));

        Assert.Equal((DeliveryResult.Refused, 0), (outcome.Result, server.Waiting));
        Assert.Contains("STARTTLS", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpReplyCode.InsufficientStorage, DeliveryResult.Retry, 452)]
    [InlineData(SmtpReplyCode.TransactionFailed, DeliveryResult.Refused, 554)]
    public async Task Reply_ToTheMail_DecidesTheOutcome(SmtpReplyCode code, DeliveryResult expected, int status)
    {
        await using var server = new MailServer { Answer = new SmtpResponse(code, "not now") };
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Plain(server));

        Assert.Equal((expected, status), (outcome.Result, outcome.StatusCode));
        Assert.Contains("not now", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable)]
    [InlineData(SmtpReplyCode.Aborted)]
    public async Task Recipient_ThatIsRefused_DoesNotKeepTheMailFromTheOthers(SmtpReplyCode code)
    {
        await using var server = new MailServer();
        server.Refuse("dev@example.com", code, "nobody here");
        await using var sender = new Sender();

        var outcome = await sender.SendAsync(Plain(server));

        Assert.Equal(DeliveryResult.Delivered, outcome.Result);
        Assert.Contains("dev@example.com", outcome.Detail, StringComparison.Ordinal);
        Assert.Equal(["ops@example.com"], (await server.NextAsync()).To);
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable, SmtpReplyCode.MailboxUnavailable, DeliveryResult.Refused)]
    [InlineData(SmtpReplyCode.MailboxUnavailable, SmtpReplyCode.Aborted, DeliveryResult.Retry)]
    public async Task Recipients_ThatAreAllRefused_AreTriedAgainWhereOneIsForLater(SmtpReplyCode first, SmtpReplyCode second, DeliveryResult expected)
    {
        await using var server = new MailServer();
        server.Refuse("ops@example.com", first, "nobody here").Refuse("dev@example.com", second, "nobody here");
        await using var sender = new Sender();

        Assert.Equal((expected, 0), ((await sender.SendAsync(Plain(server))).Result, server.Waiting));
    }

    [Fact]
    public async Task Server_ThatDoesNotSpeak_IsWaitedForUntilTheTimeout()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var sender = new Sender(options => options.Timeout = TimeSpan.FromMilliseconds(300));

        var outcome = await sender.SendAsync(Plain("127.0.0.1", ((IPEndPoint)mute.LocalEndpoint).Port));

        Assert.Equal(DeliveryResult.Retry, outcome.Result);
        Assert.Contains("within 0.3 s", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatIsNotThere_IsTriedAgain()
    {
        await using var sender = new Sender();

        Assert.Equal(DeliveryResult.Retry, (await sender.SendAsync(Plain("127.0.0.1", Anomaly.Testing.Postgres.LoopbackPort.Take()))).Result);
    }

    [Fact]
    public async Task Server_AtARefusedAddress_IsRefused()
    {
        await using var sender = new Sender(options => options.AllowPrivateNetworks = false, new TableResolver().Add("mail.test", "10.0.0.1"));

        var outcome = await sender.SendAsync(Plain("mail.test", 25));

        Assert.Equal((DeliveryResult.Refused, "settings.host: mail.test is at 10.0.0.1 (a private network); Notifications:AllowPrivateNetworks is false"), (outcome.Result, outcome.Detail));
    }

    [Fact]
    public async Task Mail_OfWhateverComes_IsTaken()
    {
        await using var server = new MailServer();
        await using var sender = new Sender();

        await AnyNotification.All.SampleAsync(
            async notification =>
            {
                var outcome = await sender.SendAsync(Plain(server), notification with { CreatedAt = Told.Start });
                Assert.True(outcome.Result == DeliveryResult.Delivered, outcome.Detail);
                Assert.Equal(notification.Id, Guid.Parse(Header(await server.NextAsync(), "Message-Id")[1..].Split('@')[0]));
            },
            iter: 40,
            threads: 1);
    }

    private static Sender Trusting() => new(options => options.TrustedAuthorities.Add(TestCertificate.Authority));

    // As a program that is no library of ours would find it.
    private static string Header(ReceivedMail mail, string name) =>
        mail.Raw.Split("\r\n\r\n")[0].Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    private static ChannelDefinition Plain(MailServer server, string? more = null) => Plain("127.0.0.1", server.Port, more);

    private static ChannelDefinition Plain(string host, int port, string? more = null) => Sender.Channel("smtp", Settings(host, port, "none", more));

    private static ChannelDefinition WithUser(MailServer server, string password, string tls = "starttls", string host = "localhost") =>
        Sender.Channel("smtp", Settings(host, server.Port, tls, "\"username\":\"ana\""), ("password", password));

    private static string Settings(string host, int port, string tls, string? more) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"host":"{{host}}","port":{{port}},"tls":"{{tls}}","from":"Anomaly <anomaly@example.com>","to":["ops@example.com","dev@example.com"]{{(more is null ? "" : "," + more)}}}""");
}
