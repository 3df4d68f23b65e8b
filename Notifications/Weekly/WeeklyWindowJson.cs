using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Notifications.Definitions;

namespace Anomaly.Notifications.Weekly;

/// <summary>Windows as JSON: <c>{"days":["sat","sun"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}</c>.</summary>
internal static class WeeklyWindowJson
{
    private const string Zone = "UTC";

    /// <summary>In the order in which they are written.</summary>
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly string[] Known = ["days", "from", "to", "time_zone"];

    /// <summary>Reads a window.</summary>
    /// <returns>Null where it is wrong.</returns>
    public static WeeklyWindow? Read(JsonElement value, string path, FieldErrors errors)
    {
        var before = errors.ByPath.Count;
        var reader = new ObjectReader(value, path, errors, Known);
        if (!reader.IsObject)
            return null;

        var days = reader.List("days", 7, "of mon, tue, wed, thu, fri, sat, sun").Select((day, index) => ReadDay(day, $"{reader.PathOf("days")}[{index}]", errors)).ToArray();
        var from = ReadMinutes(reader, "from", 0, endOfDay: false);
        var to = ReadMinutes(reader, "to", WeeklyWindow.EndOfDay, endOfDay: true);
        var zone = ReadZone(reader);
        var (hasFrom, hasTo) = (reader.Find("from") is not null, reader.Find("to") is not null);
        if (hasFrom != hasTo)
            errors.Add(reader.PathOf(hasFrom ? "from" : "to"), "stands alone; a stretch of a day has a from and a to");
        else if (hasFrom && from == to)
            errors.Add(reader.PathOf("to"), $"is {ObjectReader.Shown(reader.Find("to")!.Value)}, as from is; for whole days leave both out");
        else if (!hasFrom && days.Length == 0)
            errors.Add(path, "says no time; must have days, or from and to");

        return errors.ByPath.Count == before ? new WeeklyWindow(days.OfType<DayOfWeek>(), from, to, zone) : null;
    }

    /// <summary>Writes it in its one order and spelling; null for every day, and for the whole day.</summary>
    public static JsonObject Write(WeeklyWindow window)
    {
        var wholeDay = window is { From: 0, To: WeeklyWindow.EndOfDay };
        return new JsonObject
        {
            ["days"] = window.Days.Count == 0 ? null : new JsonArray([.. window.Days.Select(day => (JsonNode)Names[((int)day + 6) % 7])]),
            ["from"] = wholeDay ? null : Time(window.From),
            ["to"] = wholeDay ? null : Time(window.To),
            ["time_zone"] = window.TimeZone,
        };
    }

    private static DayOfWeek? ReadDay(JsonElement value, string path, FieldErrors errors)
    {
        var index = value.ValueKind == JsonValueKind.String ? Array.IndexOf(Names, value.GetString()) : -1;
        if (index < 0)
            errors.Add(path, $"is {ObjectReader.Shown(value)}; must be one of {string.Join(", ", Names)}");

        return index < 0 ? null : (DayOfWeek)((index + 1) % 7);
    }

    private static int ReadMinutes(ObjectReader reader, string name, int otherwise, bool endOfDay)
    {
        if (reader.Find(name) is not { } value)
            return otherwise;
        if (value.ValueKind == JsonValueKind.String)
        {
            if (endOfDay && value.ValueEquals("24:00"))
                return WeeklyWindow.EndOfDay;
            if (TimeOnly.TryParseExact(value.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return (int)time.ToTimeSpan().TotalMinutes;
        }

        reader.Errors.Add(reader.PathOf(name), $"is {ObjectReader.Shown(value)}; must be a time of day such as {(endOfDay ? "06:00, or 24:00" : "22:00")}");
        return otherwise;
    }

    private static TimeZoneInfo ReadZone(ObjectReader reader)
    {
        if (reader.Find("time_zone") is not { } value)
            return TimeZoneInfo.FindSystemTimeZoneById(Zone);
        if (value.ValueKind == JsonValueKind.String && IsName(value.GetString()!) && TimeZoneInfo.TryFindSystemTimeZoneById(value.GetString()!, out var zone))
            return zone;

        reader.Errors.Add(reader.PathOf("time_zone"), $"is {ObjectReader.Shown(value)}; must be a time zone of the IANA database such as Europe/Berlin");
        return TimeZoneInfo.Utc;
    }

    /// <summary>On some systems a zone is a file: nothing that would lead to another.</summary>
    private static bool IsName(string id) => id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+') && !id.StartsWith('/');

    private static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
