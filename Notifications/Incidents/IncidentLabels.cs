namespace Anomaly.Notifications.Incidents;

/// <summary>The labels of an incident: those that all its anomalies have, with the same values.</summary>
internal static class IncidentLabels
{
    public static IReadOnlyDictionary<string, string> Common(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
    {
        var all = true;
        foreach (var (name, value) in one)
            all &= Has(other, name, value);
        return all
            ? one
            : one.Where(label => Has(other, label.Key, label.Value)).ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
    }

    private static bool Has(IReadOnlyDictionary<string, string> labels, string name, string value) =>
        labels.TryGetValue(name, out var there) && string.Equals(there, value, StringComparison.Ordinal);
}
