using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Anomaly.Producer.Formats;

/// <summary>Pieces of JSON.</summary>
internal static class JsonText
{
    // Ids and labels in any script stay readable; the records are never put into a web page as they are.
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Readable)}\"";

    /// <summary>An object of the labels, sorted by name.</summary>
    public static string Labels(IReadOnlyDictionary<string, string> labels)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            if (json.Length > 1)
                json.Append(',');
            json.Append(Quote(name)).Append(':').Append(Quote(value));
        }

        return json.Append('}').ToString();
    }
}
