using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Tests.Sending;

/// <summary>Messages as the service makes them.</summary>
internal static class Told
{
    public static DateTimeOffset Start { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static Uri Dashboard { get; } = new("https://anomaly.example.com/watch/");

    /// <summary>A message about incidents; about one where none is named.</summary>
    public static Notification Once(params NotifiedIncident[] incidents)
    {
        NotifiedIncident[] told = incidents.Length == 0 ? [Incident()] : incidents;
        var isOver = told.All(incident => incident.Status == NotificationStatus.Resolved);
        return new()
        {
            Id = Guid.NewGuid(),
            Channel = "ops",
            Route = "all",
            GroupKey = "all:{host=\"web-1\"}",
            GroupLabels = new Dictionary<string, string> { ["host"] = "web-1" },
            CommonLabels = new Dictionary<string, string> { ["host"] = "web-1" },
            Status = isOver ? NotificationStatus.Resolved : NotificationStatus.Firing,
            Kind = isOver ? NotificationKind.Resolve : NotificationKind.Trigger,
            Incidents = told,
            CreatedAt = Start.AddMinutes(3),
            ExternalUrl = Dashboard,
        };
    }

    public static NotifiedIncident Incident(AnomalySeverity severity = AnomalySeverity.Warning, string series = "web-1.cpu") => new()
    {
        Id = Guid.NewGuid(),
        Status = NotificationStatus.Firing,
        Severity = severity,
        Labels = new Dictionary<string, string> { ["host"] = "web-1" },
        Series = [series],
        SeriesCount = 1,
        Methods = ["ensemble", "moving_average"],
        AnomalyCount = 17,
        StartedAt = Start,
        LastAnomalyAt = Start.AddMinutes(2),
        Peak = new()
        {
            Id = Guid.NewGuid(),
            Series = series,
            Timestamp = Start.AddMinutes(1),
            Value = 97.2,
            Expected = 55.9,
            Lower = 35.9,
            Upper = 75.9,
            Score = 41.3,
            Method = "ensemble",
            Reason = "97.2 is 41.3 above the mean 55.9 of the last 5 samples; the threshold is 20",
        },
    };

    /// <summary>The same incident once it is over.</summary>
    public static NotifiedIncident Resolved(this NotifiedIncident incident, DateTimeOffset at) => incident with { Status = NotificationStatus.Resolved, ResolvedAt = at };
}
