using Anomaly.Storage.Incidents;
using Prometheus;

namespace Anomaly.Notifications.Metrics;

/// <summary>What Prometheus sees of the incidents. Names are a contract (docs/wire-format.md, Metrics). Each silo shows the cluster's figures.</summary>
internal sealed class IncidentGauges
{
    private readonly Gauge _open;
    private readonly Gauge _rows;
    private readonly Gauge _age;

    public IncidentGauges(IMetricFactory metrics)
    {
        _open = metrics.CreateGauge("incidents_open", "Incidents that are firing. The same on every silo.");
        _rows = metrics.CreateGauge("incident_inbox_rows", "Anomalies that are in no incident yet. The same on every silo.");
        _age = metrics.CreateGauge("incident_inbox_age_seconds", "Seconds since the oldest of them was detected; 0 where there is none. The same on every silo.");
    }

    public void Show(InboxMeasure measure, DateTimeOffset now)
    {
        _open.Set(measure.Firing);
        _rows.Set(measure.Rows);
        _age.Set(measure.Oldest is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0);
    }
}
