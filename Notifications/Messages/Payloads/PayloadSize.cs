using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Anomaly.Notifications.Messages.Payloads;

/// <summary>
/// Keeps documents below 20 kB, which is what receivers of webhooks are advised to take: incidents are left out from the end and counted in
/// <see cref="Notification.Truncated"/>; where one alone is too large, texts and lists are cut.
/// </summary>
internal static class PayloadSize
{
    /// <summary>Bytes; a document has fewer.</summary>
    public const int Limit = 20_000;

    // Documents are sent, not put into HTML: text of any language stays as it is, and short.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes as much of a notification as fits.</summary>
    /// <param name="notification">The notification, whatever its size.</param>
    /// <param name="write">Writes the one that it is given.</param>
    /// <returns>UTF-8 JSON of fewer than <see cref="Limit"/> bytes.</returns>
    public static byte[] Fit(Notification notification, Action<Utf8JsonWriter, Notification> write)
    {
        for (var limits = TextLimits.Widest; ; limits = limits.Narrower())
        {
            var cut = limits.Apply(notification);
            if (Largest(cut, write) is { } document)
                return document;
        }
    }

    /// <summary>Writes a document of any size in the same way.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[]? Largest(Notification cut, Action<Utf8JsonWriter, Notification> write)
    {
        var incidents = cut.Incidents.Count;
        if (Try(incidents) is { } whole)
            return whole;

        // The least is one incident: fewer would say nothing.
        var (fits, tooMany) = (0, incidents);
        byte[]? best = null;
        while (tooMany - fits > 1)
        {
            var count = (fits + tooMany) / 2;
            if (Try(count) is { } document)
                (fits, best) = (count, document);
            else
                tooMany = count;
        }

        return best;

        byte[]? Try(int count)
        {
            var document = Write(writer => write(writer, First(cut, count)));
            return document.Length < Limit ? document : null;
        }
    }

    private static Notification First(Notification notification, int count) => count == notification.Incidents.Count ? notification : notification with
    {
        Incidents = [.. notification.Incidents.Take(count)],
        Truncated = TextLimits.Sum(notification.Truncated, notification.Incidents.Count - count),
    };
}
