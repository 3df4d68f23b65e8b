using System.Globalization;
using System.Text.Json;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Notifications.Definitions;

/// <summary>Reads the fields of a JSON object and says what is wrong with them. A field that is null is as one that is absent.</summary>
internal sealed class ObjectReader
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private readonly JsonElement _value;
    private readonly string _path;

    /// <param name="value">The value.</param>
    /// <param name="path">Where it stands; empty for the root.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="known">The fields that there are.</param>
    public ObjectReader(JsonElement value, string path, FieldErrors errors, params string[] known)
    {
        (_value, _path, Errors) = (value, path, errors);
        IsObject = value.ValueKind == JsonValueKind.Object;
        if (!IsObject)
        {
            errors.Add(path.Length == 0 ? "body" : path, $"is {Shown(value)}; must be an object");
            return;
        }

        foreach (var unknown in value.EnumerateObject().Where(property => !known.Contains(property.Name)))
            errors.Add(PathOf(unknown.Name), $"is no field; known here are {string.Join(", ", known)}");
    }

    public bool IsObject { get; }

    public FieldErrors Errors { get; }

    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    /// <summary>The field as it is; null where it is absent.</summary>
    public JsonElement? Find(string name) =>
        IsObject && _value.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    /// <summary>A text without control characters; null where it is absent or wrong.</summary>
    public string? Text(string name, int most)
    {
        if (Find(name) is not { } field)
            return null;

        var text = field.ValueKind == JsonValueKind.String ? field.GetString()! : null;
        if (text is not null && text.Length <= most && !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')))
            return text;

        Errors.Add(PathOf(name), $"is {Shown(field)}; must be a text of at most {most} characters without control characters");
        return null;
    }

    /// <summary>A text that must be there and must not be blank.</summary>
    public string Required(string name, int most)
    {
        var text = Text(name, most);
        if (string.IsNullOrWhiteSpace(text) && !Errors.ByPath.ContainsKey(PathOf(name)))
            Errors.Add(PathOf(name), $"is {(text is null ? "missing" : "empty")}; must be a text of 1 to {most} characters");

        return text ?? "";
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Find(name) is not { } field)
            return otherwise;
        if (field.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return field.GetBoolean();

        Errors.Add(PathOf(name), $"is {Shown(field)}; must be true or false");
        return otherwise;
    }

    public TimeSpan Duration(string name, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (Find(name) is not { } field)
            return otherwise;
        if (field.ValueKind == JsonValueKind.String && SettingDuration.TryParse(field.GetString()!, out var duration) && duration >= least && duration <= most)
            return duration;

        Errors.Add(PathOf(name), $"is {Shown(field)}; must be a duration such as 30s or 1h30m, from {SettingDuration.Format(least)} to {SettingDuration.Format(most)}");
        return otherwise;
    }

    /// <summary>A time that must be there, in whole milliseconds.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { } field)
        {
            Errors.Add(PathOf(name), "is missing; must be an RFC 3339 time such as 2026-11-22T10:00:00Z");
            return null;
        }

        if (field.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParseExact(field.GetString(), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        }

        Errors.Add(PathOf(name), $"is {Shown(field)}; must be an RFC 3339 time such as 2026-11-22T10:00:00Z");
        return null;
    }

    /// <summary>The elements of a list; none where it is absent or wrong.</summary>
    public IReadOnlyList<JsonElement> List(string name, int most, string what)
    {
        if (Find(name) is not { } field)
            return [];
        if (field.ValueKind == JsonValueKind.Array && field.GetArrayLength() <= most)
            return [.. field.EnumerateArray()];

        Errors.Add(PathOf(name), $"is {Shown(field)}; must be a list of at most {most} {what}");
        return [];
    }

    public static string Shown(JsonElement value) => FieldErrors.Shown(value.GetRawText());
}
