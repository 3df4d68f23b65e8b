using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Definitions;

namespace Anomaly.Notifications.Routing;

/// <summary>All routes in their order. Each stands for itself: an incident takes every one that matches. Never changes.</summary>
public sealed class RouteTable
{
    /// <summary>The most routes that there are.</summary>
    public const int MaxRoutes = 500;

    private readonly string[] _keys;

    /// <param name="routes">The routes in order.</param>
    public RouteTable(IReadOnlyList<Route> routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        Routes = routes;
        _keys = [.. routes.Select(route => route.Key)];
    }

    /// <summary>The table without routes.</summary>
    public static RouteTable Empty { get; } = new([]);

    /// <summary>The routes in order.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Reads routes.</summary>
    /// <param name="text">A JSON list.</param>
    /// <param name="channels">The names of the channels that there are; null where that is not to be checked.</param>
    /// <param name="errors">Takes what is wrong, by path such as <c>[0].group_wait</c>.</param>
    /// <returns>The table; of use only where nothing is wrong.</returns>
    public static RouteTable Read(string text, IReadOnlySet<string>? channels, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(errors);
        var routes = JsonText.Read(text, "routes", errors, root => ReadAll(root, errors)) ?? [];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, route) in routes.Index())
        {
            if (channels is not null && route.Channel.Length > 0 && !channels.Contains(route.Channel))
                errors.Add($"[{index}].channel", $"is '{FieldErrors.Shown(route.Channel)}', which is no channel; {Hint(channels)}");

            if (!seen.TryAdd(route.Key, index))
                errors.Add($"[{index}]", $"tells the channel the same as [{seen[route.Key]}] does; leave one of them out");
        }

        return new RouteTable(routes);
    }

    /// <summary>The routes that labels take, in order.</summary>
    /// <param name="labels">The labels, with those of <see cref="IncidentLabels"/>.</param>
    /// <param name="severity">The severity.</param>
    /// <param name="at">When, for <see cref="RouteMatch.IsActive"/>.</param>
    public IReadOnlyList<RouteMatch> Match(IReadOnlyDictionary<string, string> labels, AnomalySeverity severity, DateTimeOffset at) => Match([labels], severity, at);

    /// <summary>The routes that an incident takes, in order: those that any of its sets of labels matches. Its group is made of the labels that all sets share.</summary>
    /// <param name="sets">The sets of labels, by <see cref="IncidentLabels"/>.</param>
    /// <param name="severity">The severity.</param>
    /// <param name="at">When, for <see cref="RouteMatch.IsActive"/>.</param>
    public IReadOnlyList<RouteMatch> Match(IReadOnlyList<IReadOnlyDictionary<string, string>> sets, AnomalySeverity severity, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var common = sets.Count == 1 ? sets[0] : IncidentLabels.Common(sets);
        return [.. Routes.Index().Where(route => sets.Any(labels => route.Item.Matches(labels, severity))).Select(each =>
        {
            var (index, route) = each;
            var labels = route.GroupLabels(common);
            var group = string.Join(',', labels.Select(label => $"{MatcherText.FormatName(label.Key)}={MatcherText.Quote(label.Value)}"));
            return new RouteMatch(route, $"{_keys[index]}:{{{group}}}", labels, route.IsActive(at));
        })];
    }

    /// <summary>The routes as JSON, in their one order and spelling.</summary>
    public JsonArray ToJson() => new([.. Routes.Select(route => (JsonNode)RouteJson.Write(route))]);

    private static List<Route> ReadAll(JsonElement root, FieldErrors errors)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() <= MaxRoutes)
            return [.. root.EnumerateArray().Select((value, index) => RouteJson.Read(value, $"[{index}]", errors))];

        errors.Add("routes", $"are {ObjectReader.Shown(root)}; must be a JSON list of at most {MaxRoutes} routes");
        return [];
    }

    private static string Hint(IReadOnlySet<string> channels) =>
        channels.Count == 0 ? "there is none yet, make it first" : $"there are {FieldErrors.Shown(string.Join(", ", channels.Order(StringComparer.Ordinal)))}";
}
