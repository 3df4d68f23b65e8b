using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>Says by the routes in which groups an incident is told.</summary>
internal sealed class IncidentRouter(TellingPlan plan) : IIncidentRouter
{
    /// <inheritdoc/>
    public IReadOnlyList<GroupPlace> Route(Incident incident, DateTimeOffset now)
    {
        var sets = IncidentLabels.Of(incident.Labels, incident.Severity, incident.Series, incident.Methods);
        return [.. plan.Routes.Match(sets, incident.Severity, now).Select(match => Place(match, incident)).DistinctBy(place => place.RouteKey)];
    }

    private GroupPlace Place(RouteMatch match, Incident incident)
    {
        var route = plan[match.Route];
        return new GroupPlace
        {
            GroupKey = KeyText.Of(route.GroupsAlone ? $"{match.GroupKey}:{incident.Id}" : match.GroupKey),
            RouteKey = route.Key,
            Channel = match.Route.Channel,
            Labels = match.GroupLabels,
            Wait = route.Route.GroupWait,
        };
    }
}
