using System.Globalization;
using System.Text.Json;
using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Ui.Incidents;

/// <summary>Words of the incidents' pages.</summary>
internal static class IncidentText
{
    private const string BySeries = "series:", ByLabels = "labels:";

    /// <summary>What the incident is of: a series' id, or labels such as <c>host=web-1, zone=eu</c>.</summary>
    public static string Title(Incident incident)
    {
        if (KeySeries(incident) is { } series)
            return series;

        return KeyLabels(incident) is { Count: > 0 } labels ? string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}")) : incident.Peak.Series;
    }

    /// <summary>Its series, as a line has room: the first, and how many more.</summary>
    public static string Series(Incident incident) => incident.SeriesCount switch
    {
        <= 1 => FirstSeries(incident),
        var count => $"{FirstSeries(incident)} and {Count(count - 1)} more",
    };

    public static string Methods(Incident incident) => string.Join(", ", incident.Methods.Select(AnomalyText.Words));

    /// <summary>A number with its noun: <c>1 anomaly</c>, <c>2,000 anomalies</c>.</summary>
    public static string Counted(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A length of time, in its two largest units: <c>45 s</c>, <c>12 min</c>, <c>3 h 5 min</c>, <c>2 d 4 h</c>. The browser says it alike (incidents.js).</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { Ticks: < 0 } => "0 s",
        { TotalMinutes: < 1 } => $"{length.Seconds} s",
        { TotalHours: < 1 } => $"{length.Minutes} min",
        { TotalDays: < 1 } => $"{length.Hours} h {length.Minutes} min",
        _ => $"{length.Days} d {length.Hours} h",
    };

    /// <summary>Why it is over.</summary>
    public static string Resolved(Incident incident) => incident.ResolvedBy switch
    {
        IncidentResolution.Quiet => "No anomaly came for a while.",
        IncidentResolution.Normal => "Its series are normal again.",
        IncidentResolution.Length => "It had its greatest length; the next anomaly opened another.",
        IncidentResolution.Person => $"{incident.Resolver} said that it is over.",
        _ => "",
    };

    /// <summary>The series that an incident is of; null where it is of labels.</summary>
    public static string? KeySeries(Incident incident) => incident.Key.StartsWith(BySeries, StringComparison.Ordinal) ? incident.Key[BySeries.Length..] : null;

    /// <summary>The labels of an incident's key; null where it has none, or they are too long to be in it.</summary>
    public static IReadOnlyDictionary<string, string>? KeyLabels(Incident incident)
    {
        if (!incident.Key.StartsWith(ByLabels, StringComparison.Ordinal))
            return null;

        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(incident.Key.AsSpan(ByLabels.Length));
        }
        catch (JsonException)
        {
            // A hash of long labels, or a key of a later version.
            return null;
        }
    }

    private static string FirstSeries(Incident incident) => incident.Series is [var first, ..] ? first : incident.Peak.Series;
}
