using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>An incident as a row of the table.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Fresh">Whether it came, or changed its status or severity, while the page was open.</param>
public sealed record IncidentRow(Incident Incident, bool Fresh);
