using System.Security.Cryptography;
using System.Text;

namespace Anomaly.Notifications.Tests.Receivers;

/// <summary>The check of a signature as a receiver does it, written from the specification of Standard Webhooks 1.0.</summary>
internal static class StandardWebhook
{
    /// <summary>Whether one of a request's signatures was made with a key.</summary>
    public static bool IsSignedBy(ReceivedRequest request, string secret, DateTimeOffset now)
    {
        var (id, timestamp) = (request.Headers["webhook-id"], request.Headers["webhook-timestamp"]);
        if (Math.Abs(now.ToUnixTimeSeconds() - long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture)) > 300)
        {
            return false;
        }

        var expected = Signature(secret, id, timestamp, request.Body);
        return request.Headers["webhook-signature"].Split(' ')
            .Where(each => each.StartsWith("v1,", StringComparison.Ordinal))
            .Any(each => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(each[3..]), expected));
    }

    public static byte[] Signature(string secret, string id, string timestamp, byte[] body)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.ASCII.GetBytes(id), (byte)'.', .. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return HMACSHA256.HashData(key, signed);
    }
}
