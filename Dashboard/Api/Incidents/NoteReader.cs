using System.Text.Json;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Api.Incidents;

/// <summary>Reads what somebody says of an incident, such as <c>{"author":"ana","text":"…"}</c>, and says what is wrong with what is not that.</summary>
internal static class NoteReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="body">The request's body.</param>
    /// <param name="fields">The fields, each with how many characters it may have.</param>
    /// <returns>The texts in the order of the fields, and what is wrong by field.</returns>
    public static (string[] Texts, Dictionary<string, string[]> Errors) Read(byte[] body, params (string Name, int Longest)[] fields)
    {
        var example = "send {" + string.Join(',', fields.Select(field => $"\"{field.Name}\":\"…\"")) + "}";
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var texts = new string[fields.Length];
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                Read(document.RootElement, fields, texts, errors);
            else
                errors["body"] = ["is no JSON object; " + example];
        }
        catch (JsonException)
        {
            errors["body"] = ["cannot be read as JSON; " + example];
        }
        catch (InvalidOperationException)
        {
            errors["body"] = ["holds text that is no Unicode; " + example];
        }

        return (texts, errors);
    }

    private static void Read(JsonElement note, (string Name, int Longest)[] fields, string[] texts, Dictionary<string, string[]> errors)
    {
        foreach (var member in note.EnumerateObject().Where(member => !fields.Any(field => field.Name == member.Name)))
            errors[member.Name] = [$"is not known; send {string.Join(" and ", fields.Select(field => field.Name))} alone"];

        for (var i = 0; i < fields.Length; i++)
        {
            var (name, longest) = fields[i];
            if (!note.TryGetProperty(name, out var given))
                errors[name] = ["is missing; must be a text"];
            else if (given.ValueKind != JsonValueKind.String)
                errors[name] = ["is no text; must be a text"];
            else if (IncidentNotes.Flaw(texts[i] = given.GetString()!, longest) is { } flaw)
                errors[name] = [flaw];
        }
    }
}
