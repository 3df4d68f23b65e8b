using System.Globalization;
using System.Text.Json;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Api.Access;

/// <summary>Reads what a new key is to be, such as <c>{"name":"grafana","role":"viewer","expires_at":null}</c>.</summary>
internal static class KeyReader
{
    private const string Example = """send {"name":"grafana","role":"viewer"}""";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>What is asked for, and what is wrong by field.</returns>
    public static (string Name, Role Role, DateTimeOffset? ExpiresAt, Dictionary<string, string[]> Errors) Read(string text, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Read(document.RootElement, now, errors);

            errors["body"] = ["is no JSON object; " + Example];
        }
        catch (JsonException)
        {
            errors["body"] = ["cannot be read as JSON; " + Example];
        }
        catch (InvalidOperationException)
        {
            errors["body"] = ["holds text that is no Unicode; " + Example];
        }

        return ("", Role.Viewer, null, errors);
    }

    private static (string, Role, DateTimeOffset?, Dictionary<string, string[]>) Read(JsonElement body, DateTimeOffset now, Dictionary<string, string[]> errors)
    {
        foreach (var member in body.EnumerateObject().Where(member => member.Name is not ("name" or "role" or "expires_at")))
            errors[member.Name] = ["is not known; send name, role and expires_at alone"];

        var name = Text(body, "name", errors);
        if (name is not null && !KeyName.IsValid(name))
            errors["name"] = [$"is '{name}'; must be {KeyName.Demand}"];

        var role = Text(body, "role", errors);
        if (role is not null && RoleNames.Parse(role) is null)
            errors["role"] = [$"is '{role}'; must be {RoleNames.All}"];

        return (name ?? "", RoleNames.Parse(role ?? "") ?? Role.Viewer, End(body, now, errors), errors);
    }

    private static string? Text(JsonElement body, string name, Dictionary<string, string[]> errors)
    {
        if (body.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String)
            return given.GetString();

        errors[name] = ["is missing, or no text"];
        return null;
    }

    private static DateTimeOffset? End(JsonElement body, DateTimeOffset now, Dictionary<string, string[]> errors)
    {
        if (!body.TryGetProperty("expires_at", out var given) || given.ValueKind == JsonValueKind.Null)
            return null;

        if (given.ValueKind != JsonValueKind.String || !given.GetString()!.Contains('T', StringComparison.Ordinal)
            || !DateTimeOffset.TryParse(given.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
            errors["expires_at"] = ["must be a time such as 2027-01-01T00:00:00Z, or null"];
        else if (end <= now)
            errors["expires_at"] = ["is past; must be later than now, or null"];
        else
            return end;

        return null;
    }
}
