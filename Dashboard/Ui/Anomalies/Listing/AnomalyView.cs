using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>What the list shows: filters, order and place. All of it stands in the page's address.</summary>
public sealed record AnomalyView
{
    /// <summary>How many rows a page has.</summary>
    public const int PageSize = 50;

    /// <summary>Only of this series.</summary>
    public string? Series { get; init; }

    /// <summary>Only by this method.</summary>
    public string? Method { get; init; }

    /// <summary>Only of this severity.</summary>
    public AnomalySeverity? Severity { get; init; }

    /// <summary>Only of this status.</summary>
    public AnomalyStatus? Status { get; init; }

    /// <summary>Only of this incident.</summary>
    public Guid? Incident { get; init; }

    /// <summary>Only of this stretch of time; null where <see cref="From"/> and <see cref="To"/> say it.</summary>
    public TimeRange? Range { get; init; }

    /// <summary>Only detected at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only detected before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The order.</summary>
    public AnomalyOrder Order { get; init; }

    /// <summary>The place after which the page begins; null for the first page.</summary>
    public AnomalyCursor? After { get; init; }

    /// <summary>Whether what is detected now belongs at the top. What is detected now is of no incident yet.</summary>
    public bool IsLive => Order == AnomalyOrder.Newest && After is null && Incident is null;

    /// <summary>How many filters are set.</summary>
    public int Filters =>
        (Series is null ? 0 : 1) + (Method is null ? 0 : 1) + (Severity is null ? 0 : 1) + (Status is null ? 0 : 1) + (Incident is null ? 0 : 1)
        + (Range is null && From is null && To is null ? 0 : 1);

    /// <summary>The same filters from the newest on.</summary>
    public AnomalyView Newest => this with { Order = AnomalyOrder.Newest, After = null };

    internal AnomalyCriteria Criteria(DateTimeOffset now) =>
        new(Series, Method, Severity, Status, Range is null ? From : now - Range.Length, Range is null ? To : null);

    /// <summary>Which anomalies of the live feed are meant.</summary>
    internal Func<AnomalyRecord, bool> MatchesLive(DateTimeOffset now) => Incident is null ? Criteria(now).Matches : _ => false;

    internal AnomalyHistory History(DateTimeOffset now) => new(Criteria(now), Order, Incident);

    /// <summary>The place of a row; no matter when.</summary>
    internal AnomalyCursor PlaceOf(AnomalyRecord record) => History(DateTimeOffset.UnixEpoch).Place(record);

    /// <summary>The page, and one more row that tells whether another follows.</summary>
    internal AnomalyQuery Query(DateTimeOffset now) => History(now).ToQuery() with { After = After, Limit = PageSize + 1 };

    /// <summary>The page before the one that begins with a row, read backwards, and the row before that page.</summary>
    internal AnomalyQuery QueryBefore(AnomalyRecord first, DateTimeOffset now)
    {
        var query = Query(now);
        return query with { After = PlaceOf(first), OldestFirst = !query.OldestFirst };
    }

    /// <param name="backwards">The answer to <see cref="QueryBefore"/>.</param>
    internal AnomalyView Before(IReadOnlyList<AnomalyRecord> backwards) =>
        this with { After = backwards.Count > PageSize ? PlaceOf(backwards[PageSize]) : null };
}
