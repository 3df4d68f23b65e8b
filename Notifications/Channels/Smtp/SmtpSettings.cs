using Anomaly.Notifications.Messages.Templates;
using MailKit.Security;
using MimeKit;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>What sending mail needs.</summary>
internal sealed class SmtpSettings
{
    /// <summary>The mail server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is encrypted.</summary>
    public required SecureSocketOptions Tls { get; init; }

    /// <summary>The sender.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>The recipients.</summary>
    public required IReadOnlyList<MailboxAddress> To { get; init; }

    /// <summary>Whom to log in as; null: nobody.</summary>
    public required string? Username { get; init; }

    /// <summary>The password.</summary>
    public required string? Password { get; init; }

    /// <summary>The mail's subject.</summary>
    public required TextTemplate Subject { get; init; }

    /// <summary>The mail's text.</summary>
    public required TextTemplate Body { get; init; }
}
