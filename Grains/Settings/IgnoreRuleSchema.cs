using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Detectors.Alarms;

namespace Anomaly.Grains.Settings;

/// <summary>What rules for what is not alarmed may be, such as <c>{"below":5,"days":["sat","sun"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}</c>.</summary>
internal static class IgnoreRuleSchema
{
    private const int MaxRules = 16;
    private const int EndOfDay = 24 * 60;

    private static readonly string[] Known = ["above", "below", "methods", "days", "from", "to", "time_zone"];

    /// <summary>In the order in which they are written.</summary>
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Reads a list of rules.</summary>
    /// <returns>The same in their one order and spelling.</returns>
    public static JsonArray ReadAll(JsonElement given, string path, SettingsErrors errors)
    {
        if (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() > MaxRules)
        {
            errors.Add(path, $"is {SettingsErrors.Shown(given.GetRawText())}; must be a list of at most {MaxRules} rules such as {{\"below\":5}}");
            return [];
        }

        return [.. given.EnumerateArray().Select((rule, index) => (JsonNode)Read(rule, $"{path}[{index}]", errors))];
    }

    /// <summary>Makes the rule of what <see cref="ReadAll"/> returned.</summary>
    public static IgnoreRule Compile(JsonElement rule) => new()
    {
        Above = Number(rule, "above"),
        Below = Number(rule, "below"),
        Methods = Texts(rule, "methods"),
        Time = rule.TryGetProperty("days", out _) || rule.TryGetProperty("from", out _) ? Time(rule) : null,
    };

    private static JsonObject Read(JsonElement given, string path, SettingsErrors errors)
    {
        var read = new JsonObject();
        if (given.ValueKind != JsonValueKind.Object || !given.EnumerateObject().Any())
        {
            errors.Add(path, $"is {SettingsErrors.Shown(given.GetRawText())}; must be an object with one or more of {string.Join(", ", Known)}");
            return read;
        }

        foreach (var name in Known.Where(name => given.TryGetProperty(name, out _)))
        {
            var value = given.GetProperty(name);
            var (node, demand) = ReadField(name, value);
            read[name] = node;
            if (node is null)
            {
                errors.Add($"{path}.{name}", $"is {SettingsErrors.Shown(value.GetRawText())}; must be {demand}");
            }
        }

        foreach (var unknown in given.EnumerateObject().Where(property => !Known.Contains(property.Name)))
        {
            errors.Add($"{path}.{unknown.Name}", $"is no condition; known here are {string.Join(", ", Known)}");
        }

        if (WhyNever(read) is var (field, why))
        {
            errors.Add($"{path}.{field}", why);
        }

        return read;
    }

    private static (JsonNode? Value, string Demand) ReadField(string name, JsonElement value) => name switch
    {
        "above" or "below" => (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? JsonValue.Create(number) : null, "a number"),
        "methods" => (ReadWords(value, [.. DetectionMethod.All.Select(method => method.Name)]), $"a list of one or more of {DetectionMethod.Known}"),
        "days" => (ReadWords(value, Days), $"a list of one or more of {string.Join(", ", Days)}"),
        "from" => (Minutes(value) is >= 0 and < EndOfDay ? value.GetString() : null, "a time of day such as 22:00"),
        "to" => (Minutes(value) is >= 0 ? value.GetString() : null, "a time of day such as 06:00, or 24:00"),
        _ => (value.ValueKind == JsonValueKind.String && IsZone(value.GetString()!) ? value.GetString() : null, "a time zone of the IANA database such as Europe/Berlin"),
    };

    /// <summary>On some systems a zone is a file: nothing that would lead to another.</summary>
    private static bool IsZone(string id) =>
        id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+') && !id.StartsWith('/') && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    /// <summary>In their one order, each once.</summary>
    private static JsonArray? ReadWords(JsonElement value, string[] known)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || value.EnumerateArray().Any(word => word.ValueKind != JsonValueKind.String || !known.Contains(word.GetString())))
        {
            return null;
        }

        var given = value.EnumerateArray().Select(word => word.GetString()).ToHashSet();
        return [.. known.Where(given.Contains).Select(word => (JsonNode)word)];
    }

    /// <summary>What conditions, each of them possible, cannot be together.</summary>
    private static (string Field, string Why)? WhyNever(JsonObject rule) =>
        rule["above"] is { } above && rule["below"] is { } below && above.GetValue<double>() >= below.GetValue<double>()
            ? ("above", $"is {above.ToJsonString()}, which no value is that is below {below.ToJsonString()}; for what lies outside of a range write two rules")
        : rule.ContainsKey("from") != rule.ContainsKey("to") ? (rule.ContainsKey("from") ? "from" : "to", "stands alone; a stretch of a day has a from and a to")
        : rule["from"] is { } from && rule["to"] is { } to && JsonNode.DeepEquals(from, to) ? ("to", $"is {to}, as from is; for whole days leave both out")
        : rule.ContainsKey("time_zone") && !rule.ContainsKey("days") && !rule.ContainsKey("from") ? ("time_zone", "says nothing without days, or from and to")
        : null;

    private static double? Number(JsonElement rule, string name) => rule.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static string[] Texts(JsonElement rule, string name) => Has(rule, name, out var value) ? [.. value.EnumerateArray().Select(word => word.GetString()!)] : [];

    /// <summary>The stretch of the week that a rule, or the recurrence of a silence, says. There null is as absent.</summary>
    internal static WeeklyTime Time(JsonElement rule) => new(
        [.. Texts(rule, "days").Select(day => (DayOfWeek)((Array.IndexOf(Days, day) + 1) % 7))],
        Has(rule, "from", out var from) ? Minutes(from) : 0,
        Has(rule, "to", out var to) ? Minutes(to) : EndOfDay,
        Has(rule, "time_zone", out var zone) ? TimeZoneInfo.FindSystemTimeZoneById(zone.GetString()!) : TimeZoneInfo.Utc);

    private static bool Has(JsonElement rule, string name, out JsonElement value) => rule.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Minutes after midnight; below 0 for what is no time of day.</summary>
    private static int Minutes(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? -1
        : value.ValueEquals("24:00") ? EndOfDay
        : TimeOnly.TryParseExact(value.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (int)time.ToTimeSpan().TotalMinutes
        : -1;
}
