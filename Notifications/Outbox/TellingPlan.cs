using System.Collections.Frozen;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;

namespace Anomaly.Notifications.Outbox;

/// <summary>All that decides who is told of what, as it was at one moment. Never changes.</summary>
internal sealed class TellingPlan
{
    private readonly Dictionary<Route, RoutePlan> _byRoute;
    private readonly FrozenDictionary<string, RoutePlan> _byKey;

    /// <param name="routes">The routes.</param>
    /// <param name="silences">The silences.</param>
    /// <param name="plan">What a route's channel makes of it.</param>
    /// <param name="externalUrl">Where people reach the dashboard.</param>
    public TellingPlan(RouteTable routes, SilenceSet silences, Func<Route, RoutePlan> plan, Uri? externalUrl)
    {
        Routes = routes;
        Silences = silences;
        ExternalUrl = externalUrl;
        _byRoute = new(ReferenceEqualityComparer.Instance);
        foreach (var route in routes.Routes)
            _byRoute[route] = plan(route);

        _byKey = _byRoute.Values.DistinctBy(each => each.Key).ToFrozenDictionary(each => each.Key, StringComparer.Ordinal);
    }

    public RouteTable Routes { get; }

    public SilenceSet Silences { get; }

    public Uri? ExternalUrl { get; }

    public IEnumerable<RoutePlan> Plans => _byKey.Values;

    /// <summary>A route of <see cref="Routes"/>.</summary>
    public RoutePlan this[Route route] => _byRoute[route];

    /// <summary>The route of a stored key; null where it is gone.</summary>
    public RoutePlan? Find(string key) => _byKey.GetValueOrDefault(key);
}
