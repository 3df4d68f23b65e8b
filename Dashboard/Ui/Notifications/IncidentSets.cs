using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>The sets of labels of an incident, as those that tell of it make them.</summary>
internal static class IncidentSets
{
    /// <summary>For routes: any of them is enough.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> ForRoutes(Incident incident) =>
        IncidentLabels.Of(incident.Labels, incident.Severity, incident.Series, incident.Methods);

    /// <summary>For silences: all must be muted. Of series that the incident does not name nobody knows the names here: a silence that names series does not hide them.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> ForSilences(Incident incident)
    {
        var sets = ForRoutes(incident);
        return incident.SeriesCount > incident.Series.Count ? [.. sets, .. IncidentLabels.Of(incident.Labels, incident.Severity, [""], incident.Methods)] : sets;
    }
}
