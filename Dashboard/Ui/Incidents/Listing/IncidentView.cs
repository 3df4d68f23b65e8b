using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>What the list shows: filters and place. All of it stands in the page's address.</summary>
public sealed record IncidentView
{
    /// <summary>How many rows a page has.</summary>
    public const int PageSize = 50;

    /// <summary>Which, by their status.</summary>
    public IncidentScope Scope { get; init; }

    /// <summary>Only of this severity.</summary>
    public AnomalySeverity? Severity { get; init; }

    /// <summary>Only with an anomaly of this series.</summary>
    public string? Series { get; init; }

    /// <summary>Only of this stretch of time; null where <see cref="From"/> and <see cref="To"/> say it.</summary>
    public TimeRange? Range { get; init; }

    /// <summary>Only those whose last anomaly is of this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that began before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The incident after which the page begins; null for the first page.</summary>
    public Guid? After { get; init; }

    /// <summary>Whether anything but the status is filtered by.</summary>
    public bool IsFiltered => Severity is not null || Series is not null || Range is not null || From is not null || To is not null;

    /// <summary>The page, and one more row that tells whether another follows.</summary>
    internal IncidentQuery Query(DateTimeOffset now) => new()
    {
        Status = Scope switch
        {
            IncidentScope.Firing => IncidentStatus.Firing,
            IncidentScope.Resolved => IncidentStatus.Resolved,
            _ => null,
        },
        Severity = Severity,
        Series = Series,
        // In whole seconds, so that those who look at the same time ask the same.
        From = Range is null ? From : DateTimeOffset.FromUnixTimeSeconds((now - Range.Length).ToUnixTimeSeconds()),
        To = Range is null ? To : null,
        After = After,
        Limit = PageSize + 1,
    };
}
