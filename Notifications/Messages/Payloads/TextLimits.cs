namespace Anomaly.Notifications.Messages.Payloads;

/// <summary>How long a message's texts and lists may be.</summary>
/// <param name="Text">UTF-16 characters of a text.</param>
/// <param name="Items">Labels of a set, and entries of a list.</param>
internal sealed record TextLimits(int Text, int Items)
{
    /// <summary>What messages have room for; ordinary ones are far below.</summary>
    public static TextLimits Widest { get; } = new(1024, 32);

    /// <summary>Half of everything.</summary>
    public TextLimits Narrower() => new(Math.Max(1, Text / 2), Items / 2);

    /// <summary>The sum of two counts of what was left out; stops at the largest number.</summary>
    public static int Sum(int left, int right) => (int)Math.Min(int.MaxValue, (long)Math.Max(0, left) + right);

    /// <summary>A notification within these limits.</summary>
    public Notification Apply(Notification notification) => notification with
    {
        Channel = Cut(notification.Channel),
        Route = Cut(notification.Route),
        GroupKey = Cut(notification.GroupKey),
        GroupLabels = Cut(notification.GroupLabels),
        CommonLabels = Cut(notification.CommonLabels),
        Incidents = [.. notification.Incidents.Take(Notification.MaxIncidents).Select(Apply)],
        Truncated = Sum(notification.Truncated, Math.Max(0, notification.Incidents.Count - Notification.MaxIncidents)),
    };

    private NotifiedIncident Apply(NotifiedIncident incident) => incident with
    {
        Labels = Cut(incident.Labels),
        Identity = incident.Identity is { } identity ? Cut(identity) : null,
        Series = [.. incident.Series.Take(Math.Min(Items, NotifiedIncident.MaxSeries)).Select(Cut)],
        Methods = [.. incident.Methods.Take(Items).Select(Cut)],
        AcknowledgedBy = incident.AcknowledgedBy is { } who ? Cut(who) : null,
        Peak = incident.Peak with { Series = Cut(incident.Peak.Series), Method = Cut(incident.Peak.Method), Reason = Cut(incident.Peak.Reason) },
    };

    private string Cut(string text) => TextCut.To(text, Text);

    private Dictionary<string, string> Cut(IReadOnlyDictionary<string, string> labels)
    {
        var cut = new Dictionary<string, string>();
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal).Take(Items))
            cut.TryAdd(Cut(name), Cut(value));

        return cut;
    }
}
