using System.Text.Json.Nodes;
using Anomaly.Dashboard.Ui.Notifications.Parts;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Ui.Notifications.Routes;

/// <summary>A route while somebody edits it.</summary>
public sealed class RouteEdit
{
    private (string Text, OpenIncidentSet Of)? _looked;

    /// <param name="route">The route: a JSON object as the service writes it.</param>
    public RouteEdit(JsonObject route)
    {
        ArgumentNullException.ThrowIfNull(route);
        Channel = Text(route, "channel");
        Matchers = new MatcherDrafts(MatcherTexts.Of(route["matchers"]));
        MinSeverity = Text(route, "min_severity");
        GroupBy = string.Join(", ", (route["group_by"] as JsonArray ?? []).Select(label => (string?)label));
        GroupWait = Text(route, "group_wait");
        GroupInterval = Text(route, "group_interval");
        RepeatInterval = Text(route, "repeat_interval");
        Active = new WindowDraft(route["active"] as JsonObject);
    }

    /// <summary>Tells it from the others.</summary>
    public string Key { get; } = $"route-{Guid.NewGuid():N}";

    /// <summary>The channel's name.</summary>
    public string Channel { get; set; }

    /// <summary>What incidents must meet.</summary>
    public MatcherDrafts Matchers { get; }

    /// <summary>The least severity.</summary>
    public string MinSeverity { get; set; }

    /// <summary>The labels that make the groups, with commas between them.</summary>
    public string GroupBy { get; set; }

    /// <summary>How long a new group waits.</summary>
    public string GroupWait { get; set; }

    /// <summary>How long changes wait.</summary>
    public string GroupInterval { get; set; }

    /// <summary>After how long it is told again.</summary>
    public string RepeatInterval { get; set; }

    /// <summary>When it tells.</summary>
    public WindowDraft Active { get; }

    /// <summary>What is wrong with it, by field.</summary>
    public FieldErrors Errors { get; internal set; } = FieldErrors.None;

    /// <summary>What is wrong with it as a whole; null where nothing is.</summary>
    public string? Whole { get; internal set; }

    /// <summary>Whether anything is.</summary>
    public bool IsWrong => Errors.Any || Whole is not null;

    /// <summary>The open incidents that it would take.</summary>
    public IReadOnlyList<Incident> Takes { get; private set; } = [];

    /// <summary>What it does, apart from its matchers.</summary>
    public IReadOnlyList<string> Summary =>
    [
        MinSeverity == "info" ? "any severity" : $"at least {MinSeverity}",
        Labels switch
        {
            [] => "all in one message",
            ["..."] => "a message an incident",
            var labels => $"a message for each {string.Join(", ", labels)}",
        },
        $"first after {GroupWait}, changes after {GroupInterval}, again after {RepeatInterval}",
        .. Active.IsOn ? [$"only {Active.Words}"] : Array.Empty<string>(),
    ];

    private IReadOnlyList<string> Labels => [.. GroupBy.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The route as the service reads it.</summary>
    public JsonObject ToJson() => new()
    {
        ["channel"] = Channel,
        ["matchers"] = Matchers.ToJson(),
        ["min_severity"] = MinSeverity,
        ["group_by"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
        ["group_wait"] = GroupWait.Trim(),
        ["group_interval"] = GroupInterval.Trim(),
        ["repeat_interval"] = RepeatInterval.Trim(),
        ["active"] = Active.ToJson(),
    };

    /// <summary>Says which open incidents it would take. Looks only where it or they are others than before.</summary>
    internal void Look(Anomaly.Notifications.Routing.Route route, OpenIncidentSet incidents)
    {
        var looks = (ToJson().ToJsonString(), incidents);
        if (_looked == looks)
            return;

        _looked = looks;
        Takes = incidents.Taken(route);
    }

    private static string Text(JsonObject route, string name) => (string?)route[name] ?? "";
}
