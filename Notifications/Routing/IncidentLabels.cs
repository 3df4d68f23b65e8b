using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Routing;

/// <summary>What matchers look at: an incident's own labels, and <c>series</c>, <c>severity</c> and <c>method</c>, which win over labels of those names.</summary>
public static class IncidentLabels
{
    /// <summary>The label that has a series' id.</summary>
    public const string Series = "series";

    /// <summary>The label that has the severity: <c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    public const string Severity = "severity";

    /// <summary>The label that has the method's name.</summary>
    public const string Method = "method";

    /// <summary>The labels of one series and one method.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> labels, AnomalySeverity severity, string series, string method)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Dictionary<string, string>(labels, StringComparer.Ordinal)
        {
            [Series] = series,
            [Severity] = SeverityNames.Of(severity),
            [Method] = method,
        };
    }

    /// <summary>The labels of an incident of several series and methods: one set for each of both.</summary>
    /// <param name="labels">The incident's own.</param>
    /// <param name="severity">Its severity.</param>
    /// <param name="series">The ids of its series.</param>
    /// <param name="methods">Its methods.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(
        IReadOnlyDictionary<string, string> labels, AnomalySeverity severity, IReadOnlyList<string> series, IReadOnlyList<string> methods) =>
        [.. series.SelectMany(_ => methods, (each, method) => Of(labels, severity, each, method))];

    /// <summary>The labels that all sets have with the same value.</summary>
    internal static IReadOnlyDictionary<string, string> Common(IReadOnlyList<IReadOnlyDictionary<string, string>> sets) =>
        sets.Count == 0
            ? new Dictionary<string, string>()
            : sets[0].Where(label => sets.Skip(1).All(other => other.TryGetValue(label.Key, out var value) && value == label.Value)).ToDictionary(StringComparer.Ordinal);
}
