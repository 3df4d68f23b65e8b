using MailKit.Net.Smtp;
using MimeKit;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>An SMTP client that goes on where the server refuses one of several recipients: one dead address does not keep the others from their mail.</summary>
internal sealed class RecipientTally : SmtpClient
{
    private readonly List<(string Address, SmtpResponse Response)> _refused = [];

    /// <summary>The recipients that were refused, with the server's answers.</summary>
    public IReadOnlyList<(string Address, SmtpResponse Response)> Refused => _refused;

    /// <inheritdoc/>
    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add((mailbox.Address, response));

    /// <inheritdoc/>
    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        // A recipient for later counts more than one that is refused for good.
        var (address, response) = _refused.OrderBy(each => each.Response.StatusCode).First();
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, new MailboxAddress("", address), $"{address}: {response.Response}");
    }
}
