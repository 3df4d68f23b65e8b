using System.Text.Json;
using System.Text.Json.Nodes;

namespace Anomaly.Notifications.Definitions;

/// <summary>Channels as JSON: <c>{"type":"webhook","enabled":true,"settings":{…},"secrets":{"signing_key":"…"}}</c>.</summary>
internal static class ChannelJson
{
    /// <summary>What answers have in place of a secret; whoever sends it back keeps the secret.</summary>
    public const string Set = "set";

    private const int MaxName = 100;
    private const int MaxSecret = 10_000;

    /// <summary>The last is in answers; whoever sends one back may leave it in.</summary>
    private static readonly string[] Known = ["name", "type", "enabled", "settings", "secrets", "last_delivery"];

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? FindFlaw(string name) =>
        name.Length is > 0 and <= MaxName && char.IsAsciiLetterOrDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
            ? null
            : $"is '{FieldErrors.Shown(name)}'; must be 1 to {MaxName} letters, digits, dots, underscores and hyphens, a letter or digit first";

    /// <summary>Reads a channel.</summary>
    /// <param name="name">The name by which it is addressed.</param>
    /// <param name="text">A JSON object.</param>
    /// <param name="stored">The names of the secrets that are stored for it and its type.</param>
    /// <param name="checks">The types.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static ChannelDraft? Read(string name, string text, Func<string, IReadOnlyCollection<string>> stored, IReadOnlyList<IChannelCheck> checks, FieldErrors errors)
    {
        if (FindFlaw(name) is { } flaw)
            errors.Add("name", flaw);

        return JsonText.Read(text, "body", errors, root => Read(name, root, stored, checks, errors));
    }

    private static ChannelDraft? Read(string name, JsonElement root, Func<string, IReadOnlyCollection<string>> stored, IReadOnlyList<IChannelCheck> checks, FieldErrors errors)
    {
        var reader = new ObjectReader(root, "", errors, Known);
        if (!reader.IsObject)
            return null;
        if (reader.Text("name", MaxName) is { } other && other != name)
            errors.Add("name", $"is '{FieldErrors.Shown(other)}', and the address names '{FieldErrors.Shown(name)}'; must be the same, or be left out");

        var type = reader.Required("type", MaxName);
        var check = checks.FirstOrDefault(each => each.Type == type);
        if (check is null && type.Length > 0)
            errors.Add("type", $"is '{FieldErrors.Shown(type)}'; {(checks.Count == 0 ? "this process knows no type of channel" : $"must be one of {string.Join(", ", checks.Select(each => each.Type).Order(StringComparer.Ordinal))}")}");

        return new ChannelDraft(name, type, reader.Flag("enabled", true), ReadSettings(reader), check is null ? new Dictionary<string, string?>() : ReadSecrets(reader, check, stored(type)));
    }

    private static JsonObject ReadSettings(ObjectReader reader)
    {
        if (reader.Find("settings") is not { } settings)
            return [];
        if (settings.ValueKind == JsonValueKind.Object)
            return JsonObject.Create(settings.Clone())!;

        reader.Errors.Add("settings", $"is {ObjectReader.Shown(settings)}; must be an object");
        return [];
    }

    private static Dictionary<string, string?> ReadSecrets(ObjectReader reader, IChannelCheck check, IReadOnlyCollection<string> stored)
    {
        var secrets = stored.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        if (reader.Find("secrets") is not { } given)
            return secrets;
        if (given.ValueKind != JsonValueKind.Object)
        {
            // What was sent may be a secret.
            reader.Errors.Add("secrets", "are no object; must be one such as {\"token\":\"…\"}");
            return secrets;
        }

        foreach (var secret in given.EnumerateObject())
        {
            var path = $"secrets.{secret.Name}";
            if (!check.SecretNames.Contains(secret.Name))
                reader.Errors.Add(path, check.SecretNames.Count == 0 ? $"is no secret; channels of the type {check.Type} have none" : $"is no secret; of the type {check.Type} there are {string.Join(", ", check.SecretNames)}");
            else if (secret.Value.ValueKind == JsonValueKind.Null)
                secrets.Remove(secret.Name);
            else if (secret.Value.ValueKind != JsonValueKind.String || secret.Value.GetString() is not { Length: > 0 and <= MaxSecret } text)
                reader.Errors.Add(path, $"is no text of 1 to {MaxSecret} characters; must be one, or null for none");
            else if (text != Set)
                secrets[secret.Name] = text;
            else if (!stored.Contains(secret.Name))
                reader.Errors.Add(path, $"is \"{Set}\", which keeps a secret that is stored, and there is none; send the secret");
        }

        return secrets;
    }
}
