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
            LookThrough(document.RootElement);
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

    /// <summary>Texts are decoded when somebody reads them, which may be long after this; that one of them is no Unicode is to be found here.</summary>
    /// <exception cref="InvalidOperationException">One is none.</exception>
    private static void LookThrough(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            _ = value.GetString();
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
            LookThrough(item);
        foreach (var member in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            _ = member.Name;
            LookThrough(member.Value);
        }
    }
}
