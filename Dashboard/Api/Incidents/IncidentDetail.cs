using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Api.Incidents;

/// <summary>An incident with its newest anomalies.</summary>
internal sealed record IncidentDetail : IncidentItem
{
    internal IncidentDetail(Incident incident, IEnumerable<AnomalyRecord> newest)
        : base(incident)
    {
        AnomaliesUrl = $"/anomalies?incident={incident.Id}";
        Anomalies = [.. newest.Select(record => new AnomalyItem(record))];
    }

    /// <summary>Where all its anomalies are, relative to the server.</summary>
    public string AnomaliesUrl { get; }

    /// <summary>The newest of its anomalies, at most 20, newest first.</summary>
    public IReadOnlyList<AnomalyItem> Anomalies { get; }
}
