using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Tests.Outbox;

/// <summary>Examples.</summary>
internal static class SomeIncident
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static Incident Firing(int number = 1, AnomalySeverity severity = AnomalySeverity.Warning, string series = "cpu") => new()
    {
        Id = Id(number),
        Key = "series:" + series,
        Status = IncidentStatus.Firing,
        Severity = severity,
        Labels = new Dictionary<string, string> { ["host"] = "web-1" },
        Series = [series],
        SeriesCount = 1,
        Methods = ["ensemble"],
        AnomalyCount = 3,
        StartedAt = Now,
        LastAnomalyAt = Now,
        LastDetectedAt = Now,
        Peak = new IncidentPeak { AnomalyId = Id(number), Series = series, Timestamp = Now, Method = "ensemble", Value = 1, Score = 2, Reason = "far out", Upper = double.PositiveInfinity },
        LastCountedAnomaly = Id(number),
        Revision = 1,
    };

    public static GroupMember Member(Incident incident, AnomalySeverity? told = null, bool toldAcknowledged = false) => new()
    {
        Incident = incident.Id,
        Status = incident.Status,
        Severity = incident.Severity,
        Labels = incident.Labels,
        Methods = incident.Methods,
        Series = incident.Series,
        SeriesCount = incident.SeriesCount,
        Acknowledged = incident.Acknowledged is not null,
        Told = told,
        ToldAcknowledged = toldAcknowledged,
    };

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static TellingPlan Plan(Route route, Silence? silence = null, TimeSpan? repeatWithin = null, bool isOpen = true, bool alone = false) =>
        new(new RouteTable([route]), 0, new SilenceSet(silence is null ? [] : [silence]), each => new RoutePlan(each, alone, repeatWithin, isOpen), new Uri("https://a.example.com"));
}
