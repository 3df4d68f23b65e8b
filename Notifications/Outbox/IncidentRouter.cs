using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Outbox;

/// <summary>Says by the routes in which groups an incident is told.</summary>
internal sealed class IncidentRouter(TellingPlan plan) : IIncidentRouter
{
    /// <inheritdoc/>
    public long RoutesRevision => plan.RoutesRevision;

    /// <inheritdoc/>
    public IReadOnlyList<GroupPlace> Route(Incident incident, DateTimeOffset now)
    {
        var sets = IncidentLabels.Of(incident.Labels, incident.Severity, incident.Series, incident.Methods);
        return [.. plan.Routes.Match(sets, incident.Severity, now).Select(match => Place(match, incident)).DistinctBy(place => place.RouteKey)];
    }

    /// <summary>An incident's labels shrink while series join it. A receiver that knows it by its labels has to see the same to the end: those that it began with.</summary>
    private static Dictionary<string, string> Identity(Incident incident)
    {
        var labels = new Dictionary<string, string>(incident.Labels, StringComparer.Ordinal);
        labels.Remove(IncidentLabels.Series);
        if (incident is { SeriesCount: 1, Series: [{ } series] })
            labels[IncidentLabels.Series] = series;
        return labels;
    }

    private GroupPlace Place(RouteMatch match, Incident incident)
    {
        var route = plan[match.Route];
        return new GroupPlace
        {
            GroupKey = KeyText.Of(route.GroupsAlone ? $"{match.GroupKey}:{incident.Id}" : match.GroupKey),
            RouteKey = route.Key,
            Channel = match.Route.Channel,
            Labels = route.GroupsAlone ? Identity(incident) : match.GroupLabels,
            Wait = route.Route.GroupWait,
        };
    }
}
