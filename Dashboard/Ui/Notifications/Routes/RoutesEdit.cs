using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Notifications.Routing;
using Complaints = Anomaly.Notifications.Definitions.FieldErrors;
using FieldErrors = Anomaly.Dashboard.Ui.Settings.Drafts.FieldErrors;

namespace Anomaly.Dashboard.Ui.Notifications.Routes;

/// <summary>All routes while somebody edits them.</summary>
public sealed class RoutesEdit
{
    private readonly List<RouteEdit> _routes;
    private string _loaded;

    /// <param name="set">The routes as they are.</param>
    public RoutesEdit(RouteSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        Set = set;
        _routes = Read(set);
        _loaded = ToText();
    }

    /// <summary>The routes that it was made from.</summary>
    public RouteSet Set { get; private set; }

    /// <summary>The routes in order.</summary>
    public IReadOnlyList<RouteEdit> Routes => _routes;

    /// <summary>Whether anything was changed.</summary>
    public bool IsDirty => ToText() != _loaded;

    /// <summary>The first that something is wrong with; null where nothing is.</summary>
    public RouteEdit? FirstWrong => _routes.Find(route => route.IsWrong);

    /// <summary>Adds a route at the end, with the usual times.</summary>
    public RouteEdit Add(string channel)
    {
        var route = new RouteEdit((JsonObject)new RouteTable([new() { Channel = channel }]).ToJson()[0]!);
        _routes.Add(route);
        return route;
    }

    /// <summary>Adds a route like another below it.</summary>
    public RouteEdit Duplicate(RouteEdit route)
    {
        var copy = new RouteEdit(route.ToJson());
        _routes.Insert(_routes.IndexOf(route) + 1, copy);
        return copy;
    }

    /// <summary>Takes a route away.</summary>
    public void Delete(RouteEdit route) => _routes.Remove(route);

    /// <summary>Moves a route up (−1) or down (1).</summary>
    /// <returns>Its index then.</returns>
    public int Move(RouteEdit route, int by)
    {
        var from = _routes.IndexOf(route);
        var to = Math.Clamp(from + by, 0, _routes.Count - 1);
        _routes.RemoveAt(from);
        _routes.Insert(to, route);
        return to;
    }

    /// <summary>Puts the same draft on top of what others saved.</summary>
    public void Rebase(RouteSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        Set = set;
        _loaded = new RoutesEdit(set).ToText();
    }

    /// <summary>The routes as the service reads them.</summary>
    public string ToText() => new JsonArray([.. _routes.Select(route => (JsonNode)route.ToJson())]).ToJsonString();

    /// <summary>Says of each route what is wrong with it, by the code that reads it when it is saved, and which open incidents it would take.</summary>
    /// <param name="channels">The channels that there are.</param>
    /// <param name="incidents">The open incidents.</param>
    internal void Check(IReadOnlySet<string> channels, OpenIncidentSet incidents)
    {
        var complaints = new Complaints();
        var table = RouteTable.Read(ToText(), channels, complaints);
        Take(complaints.ByPath);
        foreach (var (index, route) in _routes.Index())
        {
            if (!route.IsWrong && index < table.Routes.Count)
                route.Look(table.Routes[index], incidents);
        }
    }

    /// <summary>Gives each route what is said of it.</summary>
    /// <param name="errors">By path such as <c>[1].group_wait</c>.</param>
    /// <returns>What belongs to no route.</returns>
    public IReadOnlyList<string> Take(IReadOnlyDictionary<string, string[]> errors)
    {
        var all = FieldErrors.Of(errors);
        foreach (var (index, route) in _routes.Index())
        {
            var path = $"[{index.ToString(CultureInfo.InvariantCulture)}]";
            (route.Errors, route.Whole) = (all.Below(path + "."), all.Exactly(path));
        }

        return [.. errors.Where(error => !error.Key.StartsWith('[')).Select(error => $"{error.Key} {string.Join("; ", error.Value)}")];
    }

    private static List<RouteEdit> Read(RouteSet set) => [.. set.Table.ToJson().Select(route => new RouteEdit((JsonObject)route!))];
}
