using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Anomaly.Notifications.Incidents;

/// <summary>What anomalies of one incident have in common, as text.</summary>
internal static class IncidentKey
{
    /// <summary>A key is in an index, where PostgreSQL takes 2.7 kB; labels may have 8.</summary>
    private const int Longest = 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="groupLabels">The labels that series are taken together by, sorted.</param>
    /// <param name="series">The series' id.</param>
    /// <param name="labels">Its labels.</param>
    public static string Of(IReadOnlyList<string> groupLabels, string series, IReadOnlyDictionary<string, string> labels)
    {
        if (groupLabels.Count == 0 || !groupLabels.All(labels.ContainsKey))
            return "series:" + series;

        // Sorted by name, as the labels are.
        var values = new SortedDictionary<string, string>(groupLabels.ToDictionary(name => name, name => labels[name]), StringComparer.Ordinal);
        var text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(values, Plain));
        return "labels:" + (text.Length <= Longest ? Encoding.UTF8.GetString(text) : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(text)));
    }
}
