using System.Globalization;
using System.Text;

namespace Anomaly.Notifications.Messages.Templates;

/// <summary>An incident in plain text.</summary>
internal static class IncidentText
{
    /// <summary>How many incidents a text lists; the others are counted.</summary>
    private const int MaxListed = 20;

    private const int MaxReason = 400;

    /// <summary>Its series: the one, or the one of its most severe anomaly and how many others.</summary>
    public static string Series(NotifiedIncident incident)
    {
        var series = TextCut.To(incident.Peak.Series, MaxReason);
        return incident.SeriesCount > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{series} and {incident.SeriesCount - 1} other series")
            : series;
    }

    /// <summary>All incidents of a message, three lines each, then how many more there are.</summary>
    public static string List(Notification notification)
    {
        var text = new StringBuilder();
        foreach (var incident in notification.Incidents.Take(MaxListed))
        {
            text.Append(CultureInfo.InvariantCulture, $"{WireText.Of(incident.Status)}, {WireText.Of(incident.Severity)}: {Series(incident)}\n");
            text.Append(CultureInfo.InvariantCulture, $"  {TextCut.OneLine(TextCut.To(incident.Peak.Reason, MaxReason))}\n");
            text.Append(CultureInfo.InvariantCulture, $"  {Times(incident)}, {incident.AnomalyCount} {(incident.AnomalyCount == 1 ? "anomaly" : "anomalies")}{Acknowledged(incident)}\n");
            if (Links.Incident(notification.ExternalUrl, incident.Id) is { } link)
                text.Append(CultureInfo.InvariantCulture, $"  {link}\n");
        }

        var more = notification.IncidentCount() - Math.Min(notification.Incidents.Count, MaxListed);
        if (more > 0)
            text.Append(CultureInfo.InvariantCulture, $"and {more} more\n");

        return text.ToString().TrimEnd('\n');
    }

    private static string Acknowledged(NotifiedIncident incident) =>
        !incident.Acknowledged ? "" : incident.AcknowledgedBy is { Length: > 0 } who ? $", acknowledged by {TextCut.OneLine(who)}" : ", acknowledged";

    private static string Times(NotifiedIncident incident) => incident.ResolvedAt is { } ended
        ? $"from {WireText.Readable(incident.StartedAt)} to {WireText.Readable(ended)}"
        : $"since {WireText.Readable(incident.StartedAt)}";
}
