using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Weekly;

namespace Anomaly.Notifications.Routing;

/// <summary>Routes as JSON.</summary>
internal static class RouteJson
{
    private const int MostLabels = 50;

    private static readonly string[] Known = ["channel", "matchers", "min_severity", "group_by", "group_wait", "group_interval", "repeat_interval", "active"];

    /// <summary>Reads a route.</summary>
    public static Route Read(JsonElement value, string path, FieldErrors errors)
    {
        var reader = new ObjectReader(value, path, errors, Known);
        if (!reader.IsObject)
            return new Route { Channel = "" };

        var usual = new Route { Channel = "" };
        var route = new Route
        {
            Channel = reader.Required("channel", 100),
            Matchers = MatcherJson.ReadAll(reader, "matchers"),
            MinSeverity = ReadSeverity(reader),
            GroupBy = ReadLabels(reader),
            GroupWait = reader.Duration("group_wait", usual.GroupWait, TimeSpan.Zero, TimeSpan.FromHours(1)),
            GroupInterval = reader.Duration("group_interval", usual.GroupInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            RepeatInterval = reader.Duration("repeat_interval", usual.RepeatInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)),
            Active = reader.Find("active") is { } active ? WeeklyWindowJson.Read(active, reader.PathOf("active"), errors) : null,
        };
        if (route.RepeatInterval < route.GroupInterval)
            errors.Add(reader.PathOf("repeat_interval"), $"is {SettingDuration.Format(route.RepeatInterval)}, less than group_interval, which is {SettingDuration.Format(route.GroupInterval)}; a group is told again only when that has passed");

        return route;
    }

    /// <summary>Writes a route in its one order and spelling.</summary>
    public static JsonObject Write(Route route) => new()
    {
        ["channel"] = route.Channel,
        ["matchers"] = MatcherJson.WriteAll(route.Matchers),
        ["min_severity"] = SeverityNames.Of(route.MinSeverity),
        ["group_by"] = new JsonArray([.. route.GroupBy.Select(label => (JsonNode)label)]),
        ["group_wait"] = SettingDuration.Format(route.GroupWait),
        ["group_interval"] = SettingDuration.Format(route.GroupInterval),
        ["repeat_interval"] = SettingDuration.Format(route.RepeatInterval),
        ["active"] = route.Active is null ? null : WeeklyWindowJson.Write(route.Active),
    };

    private static AnomalySeverity ReadSeverity(ObjectReader reader)
    {
        if (reader.Find("min_severity") is not { } value)
            return AnomalySeverity.Info;
        if (value.ValueKind == JsonValueKind.String && SeverityNames.Parse(value.GetString()!) is { } severity)
            return severity;

        reader.Errors.Add(reader.PathOf("min_severity"), $"is {ObjectReader.Shown(value)}; must be one of {SeverityNames.Known}");
        return AnomalySeverity.Info;
    }

    private static string[] ReadLabels(ObjectReader reader)
    {
        var labels = new List<string>();
        foreach (var (index, value) in reader.List("group_by", MostLabels, "names of labels").Index())
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= Matcher.MaxLength } label && !label.Any(char.IsControl))
                labels.Add(label);
            else
                reader.Errors.Add($"{reader.PathOf("group_by")}[{index}]", $"is {ObjectReader.Shown(value)}; must be the name of a label");
        }

        if (labels.Contains(Route.AllLabels) && labels.Count > 1)
            reader.Errors.Add(reader.PathOf("group_by"), $"has \"{Route.AllLabels}\", which is all labels, and others; must be [\"{Route.AllLabels}\"] alone, or names of labels");

        return [.. labels.Distinct()];
    }
}
