using System.Collections.Frozen;
using System.Globalization;

namespace Anomaly.Notifications.Messages.Templates;

/// <summary>What a template's placeholders stand for. Where a message has several incidents, those of one incident are the lead's: a firing one first, then the most severe.</summary>
internal static class Placeholders
{
    private const string LabelPrefix = "labels.";

    private static readonly FrozenDictionary<string, Func<Notification, NotifiedIncident?, string?>> All =
        new Dictionary<string, Func<Notification, NotifiedIncident?, string?>>
        {
            ["kind"] = (message, _) => WireText.Of(message.Kind),
            ["status"] = (message, _) => WireText.Of(message.Status),
            ["channel"] = (message, _) => message.Channel,
            ["route"] = (message, _) => message.Route,
            ["severity"] = (message, _) => WireText.Of(message.Severity()),
            ["incident_count"] = (message, _) => message.IncidentCount().ToString(CultureInfo.InvariantCulture),
            ["incidents"] = (message, _) => IncidentText.List(message),
            ["more"] = (message, _) => message.IncidentCount() > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {message.IncidentCount() - 1} more") : "",
            ["url"] = (message, lead) => lead is not null && message.IncidentCount() == 1 ? Links.Incident(message.ExternalUrl, lead.Id) : Links.Incidents(message.ExternalUrl),
            ["incident_id"] = (_, lead) => lead?.Id.ToString(),
            ["series"] = (_, lead) => lead is null ? null : IncidentText.Series(lead),
            ["series_count"] = (_, lead) => lead?.SeriesCount.ToString(CultureInfo.InvariantCulture),
            ["anomaly_count"] = (_, lead) => lead?.AnomalyCount.ToString(CultureInfo.InvariantCulture),
            ["methods"] = (_, lead) => lead is null ? null : string.Join(", ", lead.Methods),
            ["started_at"] = (_, lead) => lead is null ? null : WireText.Readable(lead.StartedAt),
            ["last_anomaly_at"] = (_, lead) => lead is null ? null : WireText.Readable(lead.LastAnomalyAt),
            ["resolved_at"] = (_, lead) => lead?.ResolvedAt is { } resolved ? WireText.Readable(resolved) : null,
            ["acknowledged_by"] = (_, lead) => lead?.AcknowledgedBy,
            ["reason"] = (message, lead) => lead?.Peak.Reason ?? (message.Kind == NotificationKind.Test ? "this is a test message, nothing happened" : null),
            ["value"] = (_, lead) => WireText.Readable(lead?.Peak.Value),
            ["expected"] = (_, lead) => WireText.Readable(lead?.Peak.Expected),
            ["lower"] = (_, lead) => WireText.Readable(lead?.Peak.Lower),
            ["upper"] = (_, lead) => WireText.Readable(lead?.Peak.Upper),
            ["score"] = (_, lead) => WireText.Readable(lead?.Peak.Score),
            ["method"] = (_, lead) => lead?.Peak.Method,
            ["anomaly_url"] = (message, lead) => lead is null ? null : Links.Anomaly(message.ExternalUrl, lead.Peak.Id),
        }.ToFrozenDictionary();

    /// <summary>All names, for the text of an error.</summary>
    public static string Names { get; } = string.Join(", ", All.Keys.Order(StringComparer.Ordinal)) + " or labels.NAME";

    /// <summary>What a placeholder stands for; null where there is none of that name.</summary>
    /// <param name="name">Its name, such as <c>severity</c> or <c>labels.host</c>.</param>
    /// <returns>Gives the text for a message, and that message's lead; what a message does not have gives null.</returns>
    public static Func<Notification, NotifiedIncident?, string?>? Find(string name)
    {
        if (name.StartsWith(LabelPrefix, StringComparison.Ordinal) && name.Length > LabelPrefix.Length)
        {
            var label = name[LabelPrefix.Length..];
            return (message, lead) => lead?.Labels.GetValueOrDefault(label) ?? message.CommonLabels.GetValueOrDefault(label) ?? message.GroupLabels.GetValueOrDefault(label);
        }

        return All.GetValueOrDefault(name);
    }
}
