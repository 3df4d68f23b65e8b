using System.Net.Http.Headers;
using System.Text;

namespace Anomaly.Notifications.Channels.Settings;

/// <summary>The <c>Authorization</c> header for a user name and a password.</summary>
internal static class BasicCredentials
{
    /// <summary>RFC 7617, in UTF-8.</summary>
    public static AuthenticationHeaderValue Header(string username, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
}
