using System.Security.Cryptography;
using System.Text;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Channels.Smtp;

/// <summary>
/// The ids by which mail programs put the mails of a group together. All mails answer the same first mail, which is never sent: nothing has to be remembered, and it
/// does not matter which mail arrives.
/// </summary>
internal static class MailThread
{
    /// <summary>The mail's own id, the same at each attempt, so that a mail that was taken twice can be known as one.</summary>
    public static string MessageId(Notification notification, string domain) => $"{notification.Id:n}@{domain}";

    /// <summary>The id that all mails of the group answer to.</summary>
    public static string Root(Notification notification, string domain)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(notification.Channel + "\n" + notification.GroupKey));
        return $"group.{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{domain}";
    }
}
