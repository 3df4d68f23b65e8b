using System.Net;
using Anomaly.Notifications.Messages;
using MimeKit;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>A notification as a mail: plain text, and the same in simple HTML.</summary>
internal static class MailWriter
{
    // Characters. A header's line may have 998 bytes unfolded, and people read the start.
    private const int MaxSubject = 200;
    private const int MaxBody = 10_000;

    /// <summary>Writes it.</summary>
    public static MimeMessage Write(SmtpSettings settings, Notification notification)
    {
        var subject = TextCut.To(TextCut.OneLine(settings.Subject.Render(notification, text => text)), MaxSubject);
        var body = TextCut.To(TextCut.Printable(settings.Body.Render(notification, text => text)), MaxBody);
        var domain = settings.From.Domain;
        var mail = new MimeMessage { Subject = subject, MessageId = MailThread.MessageId(notification, domain), Date = notification.CreatedAt };
        mail.From.Add(settings.From);
        mail.To.AddRange(settings.To);
        var root = MailThread.Root(notification, domain);
        mail.InReplyTo = root;
        mail.References.Add(root);
        // RFC 3834: nobody's absence is to answer this.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Body = new BodyBuilder { TextBody = body, HtmlBody = Html(subject, body, notification) }.ToMessageBody();
        return mail;
    }

    private static string Html(string subject, string body, Notification notification)
    {
        var link = Links.Incidents(notification.ExternalUrl) is { } page ? $"<p><a href=\"{WebUtility.HtmlEncode(page)}\">All incidents</a></p>" : "";
        return $"""
            <!DOCTYPE html>
            <html><body style="font-family:sans-serif">
            <p style="border-left:4px solid {MessageColour.Of(notification)};padding-left:8px"><strong>{WebUtility.HtmlEncode(subject)}</strong></p>
            <div style="white-space:pre-wrap">{WebUtility.HtmlEncode(body)}</div>
            {link}
            </body></html>
            """;
    }
}
