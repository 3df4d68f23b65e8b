using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Messages;

/// <summary>The message that a channel is tried with: one invented incident, that looks like a real one and says that it is none.</summary>
internal static class TestMessage
{
    /// <summary>Makes it.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="now">The time.</param>
    /// <param name="externalUrl">The dashboard's address.</param>
    public static Notification For(string channel, DateTimeOffset now, Uri? externalUrl)
    {
        var labels = new Dictionary<string, string> { ["test"] = "true" };
        return new Notification
        {
            Id = Guid.CreateVersion7(now),
            Channel = channel,
            Route = "test",
            GroupKey = "test:" + channel,
            CommonLabels = labels,
            Status = NotificationStatus.Firing,
            Kind = NotificationKind.Test,
            CreatedAt = now,
            ExternalUrl = externalUrl,
            Incidents =
            [
                new NotifiedIncident
                {
                    Id = Guid.CreateVersion7(now),
                    Status = NotificationStatus.Firing,
                    Severity = AnomalySeverity.Info,
                    Labels = labels,
                    Series = ["test"],
                    SeriesCount = 1,
                    Methods = ["test"],
                    AnomalyCount = 1,
                    StartedAt = now,
                    LastAnomalyAt = now,
                    Peak = new NotifiedAnomaly
                    {
                        Id = Guid.CreateVersion7(now),
                        Series = "test",
                        Timestamp = now,
                        Value = 1,
                        Expected = 0,
                        Score = 1,
                        Method = "test",
                        Reason = "This is a test of the channel; nothing happened.",
                    },
                },
            ],
        };
    }
}
