using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;

namespace Anomaly.Notifications.Tests.Messages;

/// <summary>Messages of all kinds, also such as the service never makes: huge, empty, with half characters and numbers that are none.</summary>
internal static class AnyNotification
{
    private static readonly Gen<string> Text = Gen.OneOf<string>(
        Gen.String,
        Gen.OneOf("", "\ud800", "\udc00\ud83d", "\"\\\u0000\u2028</script>", "web-1.cpu", "{{severity}}"),
        Gen.Select(Gen.OneOf("a", "é", "漢", "😀", "\u0001", "\"", "\ud83d"), Gen.Int[0, 6000], (part, count) => string.Concat(Enumerable.Repeat(part, count))));

    private static readonly Gen<double> Number = Gen.OneOf<double>(Gen.Double, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -0.0));

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<Dictionary<string, string>> Labels = Gen.Select(Text, Text).Array[0, 60].Select(pairs =>
        pairs.GroupBy(pair => pair.Item1).ToDictionary(group => group.Key, group => group.First().Item2));

    private static readonly Gen<NotifiedAnomaly> Anomaly = Gen.Select(Gen.Guid, Text, Time, Number, Number, Text).Select((id, text, time, value, other, reason) => new NotifiedAnomaly
    {
        Id = id,
        Series = text,
        Timestamp = time,
        Value = value,
        Expected = other,
        Score = other,
        Method = text,
        Reason = reason,
    });

    private static readonly Gen<NotifiedIncident> Incident = Gen.Select(Gen.Guid, Gen.Enum<NotificationStatus>(), Gen.Enum<AnomalySeverity>(), Labels, Text.Array[0, 30], Time, Anomaly)
        .Select((id, status, severity, labels, texts, time, peak) => new NotifiedIncident
        {
            Id = id,
            Status = status,
            Severity = severity,
            Labels = labels,
            Series = texts,
            SeriesCount = texts.Length,
            Methods = texts,
            AnomalyCount = time.Ticks,
            StartedAt = time,
            LastAnomalyAt = time,
            ResolvedAt = status == NotificationStatus.Resolved ? time : null,
            Peak = peak,
            Acknowledged = texts.Length > 0,
            AcknowledgedBy = texts.FirstOrDefault(),
        });

    private static readonly Gen<Uri?> ExternalUrl = Gen.OneOf<Uri?>(null, new Uri("https://a.example.com"), new Uri("https://a.example.com/" + new string('x', 3000)), new Uri("/relative", UriKind.Relative));

    public static Gen<Notification> All { get; } = Gen.Select(Gen.Guid, Text, Labels, Incident.Array[0, 70], Gen.Int, Gen.Enum<NotificationKind>(), ExternalUrl)
        .Select((id, text, labels, incidents, truncated, kind, externalUrl) => new Notification
        {
            Id = id,
            Channel = text,
            Route = text,
            GroupKey = text,
            GroupLabels = labels,
            CommonLabels = labels,
            Status = NotificationStatus.Firing,
            Incidents = incidents,
            Truncated = truncated & int.MaxValue,
            Kind = kind,
            CreatedAt = Told.Start,
            ExternalUrl = externalUrl,
        });
}
