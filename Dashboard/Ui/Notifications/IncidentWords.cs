using System.Globalization;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>An incident in a few words.</summary>
internal static class IncidentWords
{
    private const int MostLabels = 4;

    /// <summary>Its series where it has one; else what its series have in common, and how many they are.</summary>
    public static string Of(Incident incident)
    {
        if (incident is { SeriesCount: 1, Series: [var only] })
            return only;

        var labels = string.Join(", ", incident.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Take(MostLabels).Select(label => $"{label.Key}={label.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"{(labels.Length == 0 ? "" : labels + ": ")}{incident.SeriesCount:N0} series");
    }
}
