using System.Text.Json;

namespace Anomaly.Notifications.Messages.Payloads;

/// <summary>Our own format: snake_case, times RFC 3339 UTC with milliseconds, what is absent is null, numbers that JSON does not have are null.</summary>
internal sealed class AnomalyPayload : IPayloadFormat
{
    /// <inheritdoc/>
    public string Name => "anomaly";

    /// <inheritdoc/>
    public byte[] Write(Notification notification) => PayloadSize.Fit(notification, Write);

    private static void Write(Utf8JsonWriter json, Notification notification)
    {
        json.WriteStartObject();
        json.WriteString("version", "1");
        json.WriteString("id", notification.Id);
        json.WriteString("kind", WireText.Of(notification.Kind));
        json.WriteString("status", WireText.Of(notification.Status));
        json.WriteString("severity", WireText.Of(notification.Severity()));
        json.WriteString("channel", notification.Channel);
        json.WriteString("route", notification.Route);
        json.WriteString("group_key", notification.GroupKey);
        json.WriteTexts("group_labels", notification.GroupLabels);
        json.WriteTexts("common_labels", notification.CommonLabels);
        json.WriteString("created_at", WireText.Of(notification.CreatedAt));
        json.WriteString("external_url", Links.Base(notification.ExternalUrl));
        json.WriteStartArray("incidents");
        foreach (var incident in notification.Incidents)
            Write(json, incident, notification.ExternalUrl);

        json.WriteEndArray();
        json.WriteNumber("truncated", notification.Truncated);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NotifiedIncident incident, Uri? externalUrl)
    {
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("status", WireText.Of(incident.Status));
        json.WriteString("severity", WireText.Of(incident.Severity));
        json.WriteTexts("labels", incident.Labels);
        json.WriteTexts("series", incident.Series);
        json.WriteNumber("series_count", incident.SeriesCount);
        json.WriteTexts("methods", incident.Methods);
        json.WriteNumber("anomaly_count", incident.AnomalyCount);
        json.WriteString("started_at", WireText.Of(incident.StartedAt));
        json.WriteString("last_anomaly_at", WireText.Of(incident.LastAnomalyAt));
        json.WriteString("resolved_at", incident.ResolvedAt is { } resolved ? WireText.Of(resolved) : null);
        json.WriteBoolean("acknowledged", incident.Acknowledged);
        json.WriteString("acknowledged_by", incident.AcknowledgedBy);
        json.WriteString("url", Links.Incident(externalUrl, incident.Id));
        json.WritePropertyName("peak");
        Write(json, incident.Peak, externalUrl);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NotifiedAnomaly peak, Uri? externalUrl)
    {
        json.WriteStartObject();
        json.WriteString("id", peak.Id);
        json.WriteString("series", peak.Series);
        json.WriteString("timestamp", WireText.Of(peak.Timestamp));
        json.WriteFinite("value", peak.Value);
        json.WriteFinite("expected", peak.Expected);
        json.WriteFinite("lower", peak.Lower);
        json.WriteFinite("upper", peak.Upper);
        json.WriteFinite("score", peak.Score);
        json.WriteString("method", peak.Method);
        json.WriteString("reason", peak.Reason);
        json.WriteString("url", Links.Anomaly(externalUrl, peak.Id));
        json.WriteEndObject();
    }
}
