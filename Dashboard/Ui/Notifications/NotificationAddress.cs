using Anomaly.Dashboard.Ui.Incidents;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Microsoft.AspNetCore.WebUtilities;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>The addresses of the notification pages. They hold what is open there.</summary>
internal static class NotificationAddress
{
    public const string Channels = "/ui/notifications";
    public const string Routes = "/ui/notifications/routes";
    public const string Deliveries = "/ui/notifications/deliveries";
    public const string Silences = "/ui/notifications/silences";

    /// <summary>What an address says for silences that are over.</summary>
    public const string Over = "expired";
    public const string Expired = $"{Silences}?state={Over}";

    /// <summary>A channel's form.</summary>
    public static string Channel(string name) => $"{Channels}?channel={Uri.EscapeDataString(name)}";

    /// <summary>The form of a new channel of a type.</summary>
    public static string NewChannel(string type) => $"{Channels}?new={Uri.EscapeDataString(type)}";

    /// <summary>A silence's form.</summary>
    public static string Silence(Guid id) => $"{Silences}?silence={id}";

    /// <summary>The form of a new silence that mutes what has these labels; <c>series</c> is the id of a series.</summary>
    public static string Silencing(IEnumerable<KeyValuePair<string, string>> labels) =>
        Silencing(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new Matcher(label.Key, label.Value)));

    /// <summary>The form of a new silence of an incident: of what makes it one, which stays as further series join.</summary>
    public static string Silencing(Incident incident)
    {
        if (IncidentText.KeySeries(incident) is { } series)
            return SilencingSeries(series);

        // Labels of these names are never seen by a matcher.
        var labels = (IncidentText.KeyLabels(incident) ?? incident.Labels).Where(label => label.Key is not (IncidentLabels.Series or IncidentLabels.Severity or IncidentLabels.Method)).ToArray();
        return labels.Length > 0 ? Silencing(labels) : SilencingSeries(incident.Peak.Series);
    }

    /// <summary>The form of a new silence of a series.</summary>
    public static string SilencingSeries(string series) => Silencing([KeyValuePair.Create(IncidentLabels.Series, series)]);

    /// <summary>The form of a new silence like another.</summary>
    public static string Again(Silence silence) => $"{Silences}?again={silence.Id}";

    /// <summary>What an address says under a name; null where that is nothing.</summary>
    public static string? Text(string address, string name) => All(address, name) is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>All that an address says under a name.</summary>
    public static IReadOnlyList<string> All(string address, string name)
    {
        var start = address.IndexOf('?', StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(start < 0 ? "" : address[start..].Split('#')[0]).TryGetValue(name, out var values)
            ? [.. values.OfType<string>().Where(value => !value.Contains('\0', StringComparison.Ordinal))]
            : [];
    }

    private static string Silencing(IEnumerable<Matcher> matchers) =>
        $"{Silences}?new=1{string.Concat(matchers.Select(matcher => $"&matcher={Uri.EscapeDataString(matcher.ToString())}"))}";
}
