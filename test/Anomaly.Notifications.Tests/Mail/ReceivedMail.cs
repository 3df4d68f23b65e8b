using System.Text;
using MimeKit;

namespace Anomaly.Notifications.Tests.Mail;

/// <summary>A mail as the server took it.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="Bytes">The mail.</param>
/// <param name="User">Who was logged in; null: nobody.</param>
/// <param name="IsEncrypted">Whether the connection was.</param>
internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, byte[] Bytes, string? User, bool IsEncrypted)
{
    public string Raw => Encoding.UTF8.GetString(Bytes);

    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Bytes));
}
