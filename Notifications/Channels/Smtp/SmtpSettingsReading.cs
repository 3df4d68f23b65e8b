using System.Net;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Delivery.Addresses;
using Anomaly.Notifications.Messages.Templates;
using MailKit.Security;
using MimeKit;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>Reads and checks the settings of mail.</summary>
internal static class SmtpSettingsReading
{
    /// <summary>The setting that has the server.</summary>
    public const string Host = "host";

    /// <summary>The one secret.</summary>
    public const string PasswordSecret = "password";

    private const string TlsSetting = "tls";
    private const string FromSetting = "from";
    private const string UsernameSetting = "username";
    private const string MustBeMailbox = "an e-mail address such as ops@example.com";

    // Nobody is behind it: what a wrong field gives is not used.
    private static readonly MailboxAddress None = new("", "nobody@invalid");

    /// <summary>Reads them.</summary>
    public static SmtpSettings Read(SettingsReader reader, AddressPolicy policy)
    {
        var tls = reader.Choice(
            TlsSetting,
            [("none", SecureSocketOptions.None), ("starttls", SecureSocketOptions.StartTls), ("tls", SecureSocketOptions.SslOnConnect)],
            SecureSocketOptions.StartTls);
        var (username, password) = Credentials(reader, tls);
        return new SmtpSettings
        {
            Host = HostOf(reader, policy),
            Port = reader.Integer("port", 1, 65535) ?? DefaultPort(tls),
            Tls = tls,
            From = From(reader),
            To = [.. reader.Texts("to", 50, text => Mailbox(text) is not null, MustBeMailbox).Select(text => Mailbox(text)!)],
            Username = username,
            Password = password,
            Subject = reader.Template("subject", DefaultTexts.Subject),
            Body = reader.Template("body", DefaultTexts.Body),
        };
    }

    // RFC 5321, RFC 6409, RFC 8314.
    private static int DefaultPort(SecureSocketOptions tls) => tls switch
    {
        SecureSocketOptions.None => 25,
        SecureSocketOptions.SslOnConnect => 465,
        _ => 587,
    };

    private static string HostOf(SettingsReader reader, AddressPolicy policy)
    {
        const string must = "the name or address of a mail server";
        var host = reader.RequiredText(Host, must);
        if (host.Length == 0)
            return host;

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            reader.FailSetting(Host, must);
        else if (IPAddress.TryParse(host, out var address) && policy.Refusal(address) is { } refusal)
            reader.FailSetting(Host, $"an address that can be sent to, and is at {refusal}");

        return host;
    }

    private static MailboxAddress From(SettingsReader reader)
    {
        var text = reader.RequiredText(FromSetting, MustBeMailbox);
        if (text.Length == 0)
            return None;

        if (Mailbox(text) is { } mailbox)
            return mailbox;

        reader.FailSetting(FromSetting, MustBeMailbox);
        return None;
    }

    private static (string? Username, string? Password) Credentials(SettingsReader reader, SecureSocketOptions tls)
    {
        var (username, password) = (reader.Text(UsernameSetting, "a user name"), reader.Secret(PasswordSecret));
        if (username is not null && password is null)
            reader.Fail(SettingsReader.SecretPath(PasswordSecret), $"is not set; must be set where {SettingsReader.Path(UsernameSetting)} is");
        else if (username is null && password is not null)
            reader.Fail(SettingsReader.Path(UsernameSetting), $"is missing; must be set where {SettingsReader.SecretPath(PasswordSecret)} is");
        else if (username is not null && tls == SecureSocketOptions.None)
            reader.FailSetting(TlsSetting, $"'starttls' or 'tls' where {SettingsReader.Path(UsernameSetting)} is set, or the password would go in clear");

        return (username, password);
    }

    private static MailboxAddress? Mailbox(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Domain is { Length: > 0 } && !text.AsSpan().ContainsAny('\r', '\n') ? mailbox : null;
}
