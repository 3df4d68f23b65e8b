using System.Text.Json;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Payloads;

namespace Anomaly.Notifications.Channels.PagerDuty;

/// <summary>One event of PagerDuty's Events API, version 2, about one incident.</summary>
internal static class PagerDutyEvent
{
    /// <summary>Opens an alert, or tells it again.</summary>
    public const string Trigger = "trigger";

    /// <summary>Says that somebody takes care of it.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>Closes it.</summary>
    public const string Resolve = "resolve";

    /// <summary>Characters of a summary, a limit of the API.</summary>
    private const int MaxSummary = 1024;

    /// <summary>Characters of a source.</summary>
    private const int MaxSource = 255;

    /// <summary>Writes an event.</summary>
    /// <param name="about">A message about one incident.</param>
    /// <param name="action">The event's action.</param>
    /// <param name="settings">The channel's settings.</param>
    public static byte[] Write(Notification about, string action, PagerDutySettings settings)
    {
        var summary = TextCut.To(TextCut.OneLine(settings.Summary.Render(about, text => text)), MaxSummary);
        return PayloadSize.Fit(about, (json, message) =>
        {
            var incident = message.Incidents[0];
            json.WriteStartObject();
            json.WriteString("routing_key", settings.RoutingKey);
            json.WriteString("event_action", action);
            json.WriteString("dedup_key", incident.Id);
            json.WriteString("client", "Anomaly");
            if (Links.Incident(message.ExternalUrl, incident.Id) is { } page)
            {
                json.WriteString("client_url", page);
                json.WriteStartArray("links");
                Link(json, page, "Incident");
                Link(json, Links.Anomaly(message.ExternalUrl, incident.Peak.Id)!, "Most severe anomaly");
                json.WriteEndArray();
            }

            json.WriteStartObject("payload");
            json.WriteString("summary", string.IsNullOrWhiteSpace(summary) ? "Incident" : summary);
            json.WriteString("source", Source(incident));
            json.WriteString("severity", WireText.Of(incident.Severity));
            json.WriteString("timestamp", WireText.Of(incident.StartedAt));
            json.WriteString("component", TextCut.To(incident.Peak.Series, MaxSource));
            json.WriteString("group", TextCut.To(message.Route, MaxSource));
            json.WriteString("class", incident.Peak.Method);
            json.WritePropertyName("custom_details");
            Details(json, incident);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    // What an operator looks for first: the machine, where a label names one.
    private static string Source(NotifiedIncident incident)
    {
        var source = incident.Labels.GetValueOrDefault("host") ?? incident.Labels.GetValueOrDefault("instance");
        return TextCut.To(string.IsNullOrWhiteSpace(source) ? incident.Peak.Series is { Length: > 0 } series ? series : "anomaly" : source, MaxSource);
    }

    private static void Details(Utf8JsonWriter json, NotifiedIncident incident)
    {
        json.WriteStartObject();
        json.WriteString("reason", incident.Peak.Reason);
        json.WriteFinite("value", incident.Peak.Value);
        json.WriteFinite("expected", incident.Peak.Expected);
        json.WriteFinite("lower", incident.Peak.Lower);
        json.WriteFinite("upper", incident.Peak.Upper);
        json.WriteTexts("labels", incident.Labels);
        json.WriteTexts("series", incident.Series);
        json.WriteNumber("series_count", incident.SeriesCount);
        json.WriteTexts("methods", incident.Methods);
        json.WriteNumber("anomaly_count", incident.AnomalyCount);
        json.WriteString("last_anomaly_at", WireText.Of(incident.LastAnomalyAt));
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string href, string text)
    {
        json.WriteStartObject();
        json.WriteString("href", href);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
