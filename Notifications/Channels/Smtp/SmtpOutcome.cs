using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>What a mail server's answers mean: 4xx is later, 5xx is never (RFC 5321 4.2.1).</summary>
internal static class SmtpOutcome
{
    private const int FirstPermanent = 500;

    /// <summary>The mail was taken, though perhaps not for all.</summary>
    public static DeliveryOutcome Of(IReadOnlyList<(string Address, SmtpResponse Response)> refused)
    {
        if (refused.Count == 0)
            return DeliveryOutcome.Delivered((int)SmtpStatusCode.Ok);

        var detail = "not for " + string.Join("; ", refused.Select(each => $"{each.Address}: {(int)each.Response.StatusCode} {each.Response.Response}"));
        // Not again, also where some are only refused for now: the others would get it again too, and the group's next messages would wait.
        return DeliveryOutcome.Delivered((int)SmtpStatusCode.Ok, detail);
    }

    /// <summary>What an error of the client means; null where it is none of those that a server or a network makes.</summary>
    public static DeliveryOutcome? Of(Exception exception, string server) => exception switch
    {
        SmtpCommandException command => Answer(command),
        AuthenticationException { InnerException: SmtpCommandException command } => Answer(command),
        AuthenticationException => DeliveryOutcome.Refused($"{server} does not accept settings.username with secrets.password: {exception.Message}"),
        ServiceNotAuthenticatedException => DeliveryOutcome.Refused($"{server} wants settings.username and secrets.password: {exception.Message}"),
        NotSupportedException => DeliveryOutcome.Refused($"{server}: {exception.Message}"),
        SslHandshakeException => DeliveryOutcome.Retry($"{server}: no encrypted connection: {exception.GetBaseException().Message}"),
        ProtocolException or IOException or SocketException or ServiceNotConnectedException => DeliveryOutcome.Retry($"no answer from {server}: {exception.Message}"),
        _ => null,
    };

    private static DeliveryOutcome Answer(SmtpCommandException exception)
    {
        var code = (int)exception.StatusCode;
        var detail = $"answered {code}: {exception.Message}";
        return code < FirstPermanent ? DeliveryOutcome.Retry(detail, code) : DeliveryOutcome.Refused(detail, code);
    }
}
