using System.Text;

namespace Anomaly.Notifications.Messages.Alerts;

/// <summary>An incident as one alert of the Prometheus world.</summary>
internal sealed class IncidentAlert
{
    /// <summary>The alert's name: what Alertmanager's routes match on.</summary>
    public const string AlertName = "AnomalyIncident";

    private const string SeriesLabel = "series";

    private static readonly string[] Own = ["alertname", "incident", "severity", SeriesLabel];

    /// <summary>Makes it.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="externalUrl">The dashboard's address, for the link.</param>
    public IncidentAlert(NotifiedIncident incident, Uri? externalUrl)
    {
        Incident = incident;
        Labels = incident.Identity is { } identity
            ? LabelsOf(incident, identity.Where(label => label.Key != SeriesLabel), identity.GetValueOrDefault(SeriesLabel, ""))
            : LabelsOf(incident, incident.Labels, incident is { SeriesCount: 1, Series: [{ } series, ..] } ? series : "");
        Annotations = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["summary"] = $"{WireText.Of(incident.Severity)}: {Templates.IncidentText.Series(incident)}",
            ["description"] = incident.Peak.Reason,
        };
        GeneratorUrl = Links.Incident(externalUrl, incident.Id);
    }

    /// <summary>The incident.</summary>
    public NotifiedIncident Incident { get; }

    /// <summary>
    /// The alert's identity: <c>alertname</c>, <c>incident</c>, <c>severity</c>, <c>series</c> where there is one alone, and the incident's labels. A label of
    /// the incident that is called like one of those gets <c>exported_</c> in front, as Prometheus does it; characters that a label's name may not have become <c>_</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Texts for people: <c>summary</c> and <c>description</c>.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; }

    /// <summary>The incident's page; null where the dashboard's address is not known.</summary>
    public string? GeneratorUrl { get; }

    /// <summary>What a label of ours is called on an alert.</summary>
    public static string LabelName(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var each in name)
            text.Append(char.IsAsciiLetterOrDigit(each) ? each : '_');

        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
            text.Insert(0, '_');

        var clean = text.ToString();
        return Own.Contains(clean) ? "exported_" + clean : clean;
    }

    private static SortedDictionary<string, string> LabelsOf(NotifiedIncident incident, IEnumerable<KeyValuePair<string, string>> own, string series)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["alertname"] = AlertName,
            ["incident"] = incident.Id.ToString(),
            ["severity"] = WireText.Of(incident.Severity),
        };
        if (series.Length > 0)
            labels[SeriesLabel] = series;

        foreach (var (name, value) in own.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            // To Prometheus a label without a value is no label.
            if (value.Length > 0)
                labels.TryAdd(LabelName(name), value);
        }

        return labels;
    }
}
