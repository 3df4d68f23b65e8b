using System.Globalization;
using System.Text;

namespace Anomaly.Notifications.Messages.Alerts;

/// <summary>
/// The short name that Alertmanager has for a set of labels: FNV-1a over names and values in order, each followed by the byte 255
/// (Fowler, Noll and Vo; <c>LabelSet.Fingerprint</c> of Prometheus' common library).
/// </summary>
internal static class AlertFingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte Separator = 255;

    /// <summary>16 hexadecimal digits.</summary>
    public static string Of(IReadOnlyDictionary<string, string> labels)
    {
        var hash = Offset;
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            hash = Add(Add(hash, name), value);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var each in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ each) * Prime;

        return (hash ^ Separator) * Prime;
    }
}
