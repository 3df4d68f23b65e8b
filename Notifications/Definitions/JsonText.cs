using System.Text.Json;

namespace Anomaly.Notifications.Definitions;

/// <summary>Reads the text of a definition.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Reads JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="root">What to call it in a complaint.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="read">Reads the parsed value.</param>
    /// <returns>What was read; the type's default where the text is no JSON.</returns>
    public static T? Read<T>(string text, string root, FieldErrors errors, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            errors.Add(root, $"is not valid JSON ({exception.Message.TrimEnd('.')})");
        }
        catch (InvalidOperationException)
        {
            errors.Add(root, "holds text that is no Unicode");
        }

        return default;
    }
}
