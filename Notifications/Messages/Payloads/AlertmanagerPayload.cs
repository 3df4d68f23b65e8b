using System.Text.Json;
using Anomaly.Notifications.Messages.Alerts;
using Anomaly.Notifications.Routing;

namespace Anomaly.Notifications.Messages.Payloads;

/// <summary>
/// The document that Alertmanager posts to a webhook (<c>webhook_config</c>, version 4), so that what reads Alertmanager's reads ours. One alert an incident, with
/// the labels that the channel of type <c>alertmanager</c> sends.
/// </summary>
internal sealed class AlertmanagerPayload : IPayloadFormat
{
    /// <summary>How Go, and so Alertmanager, writes that there is no time.</summary>
    private const string NoTime = "0001-01-01T00:00:00Z";

    /// <inheritdoc/>
    public string Name => "alertmanager";

    /// <inheritdoc/>
    public byte[] Write(Notification notification) => PayloadSize.Fit(notification, Write);

    private static void Write(Utf8JsonWriter json, Notification notification)
    {
        var alerts = notification.Incidents.Select(incident => new IncidentAlert(incident, notification.ExternalUrl)).ToArray();
        json.WriteStartObject();
        json.WriteString("receiver", notification.Channel);
        json.WriteString("status", WireText.Of(notification.Status));
        json.WriteStartArray("alerts");
        foreach (var alert in alerts)
            Write(json, alert);

        json.WriteEndArray();
        json.WriteTexts("groupLabels", GroupLabels(notification));
        json.WriteTexts("commonLabels", Common(alerts, alert => alert.Labels));
        json.WriteTexts("commonAnnotations", Common(alerts, alert => alert.Annotations));
        json.WriteString("externalURL", Links.Base(notification.ExternalUrl) ?? "");
        json.WriteString("version", "4");
        json.WriteString("groupKey", notification.GroupKey);
        json.WriteNumber("truncatedAlerts", notification.Truncated);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IncidentAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("status", WireText.Of(alert.Incident.Status));
        json.WriteTexts("labels", alert.Labels);
        json.WriteTexts("annotations", alert.Annotations);
        json.WriteString("startsAt", WireText.Of(alert.Incident.StartedAt));
        json.WriteString("endsAt", alert.Incident.ResolvedAt is { } ended ? WireText.Of(ended) : NoTime);
        json.WriteString("generatorURL", alert.GeneratorUrl ?? "");
        json.WriteString("fingerprint", AlertFingerprint.Of(alert.Labels));
        json.WriteEndObject();
    }

    private static Dictionary<string, string> GroupLabels(Notification notification)
    {
        var labels = new Dictionary<string, string>();
        // series and severity are the alerts' own, and method is no label of theirs.
        foreach (var (name, value) in notification.GroupLabels.Where(label => label.Key != IncidentLabels.Method))
            labels.TryAdd(name is IncidentLabels.Series or IncidentLabels.Severity ? name : IncidentAlert.LabelName(name), value);

        return labels;
    }

    private static Dictionary<string, string> Common(IncidentAlert[] alerts, Func<IncidentAlert, IReadOnlyDictionary<string, string>> texts) => alerts.Length == 0
        ? []
        : texts(alerts[0])
            .Where(text => alerts.All(alert => texts(alert).TryGetValue(text.Key, out var value) && value == text.Value))
            .ToDictionary();
}
