using System.ComponentModel.DataAnnotations;

namespace Anomaly.Notifications.Incidents;

/// <summary>Section <c>Notifications:Incidents</c>: what an incident is.</summary>
public sealed class IncidentOptions
{
    /// <summary>Labels, separated by commas. Series that have all of them, with the same values, share incidents; each other series has its own.</summary>
    /// <value>The default value is empty: each series has its own.</value>
    public string GroupBy { get; set; } = "";

    /// <summary>
    /// Anomalies of a key further apart in event time belong to different incidents; and an incident into which nothing was counted for
    /// so long by the clock is resolved.
    /// </summary>
    /// <value>The default value is 5 minutes; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan QuietGap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest stretch of event time that an incident covers. The first anomaly beyond it opens another.</summary>
    /// <value>The default value is 1 day; 1 minute to 365 days, and not below <see cref="QuietGap"/>.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MaxLength { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// An anomaly that was detected later than this after its event time is history: it is counted, in incidents that are over, and
    /// makes none fire.
    /// </summary>
    /// <value>The default value is 1 hour; 1 second to 365 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan HistoryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>An incident is resolved once each of its series had so many points after its last anomaly, all of them without one; 0: it is not.</summary>
    /// <value>The default value is 0; at most 64.</value>
    [Range(0, 64)]
    public int NormalSamples { get; set; }

    /// <summary>The labels of <see cref="GroupBy"/>, sorted.</summary>
    internal IReadOnlyList<string> GroupLabels =>
        [.. GroupBy.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with the settings taken together.</summary>
    /// <returns>One clause that names the setting; null where all is well.</returns>
    public string? FindFlaw() => MaxLength < QuietGap ? $"MaxLength is {MaxLength}; it must not be below QuietGap, which is {QuietGap}." : null;
}
