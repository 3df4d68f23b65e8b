using Anomaly.Dashboard.Api.Queries;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>What of the history is asked for, and in which order.</summary>
internal sealed record AnomalyHistory(AnomalyCriteria Criteria, AnomalyOrder Order, Guid? Incident = null)
{
    private bool BySeries => Order is AnomalyOrder.Series or AnomalyOrder.SeriesDesc;

    public static AnomalyHistory Read(QueryReader query) =>
        new(
            AnomalyCriteria.Read(query),
            query.Enumeration<AnomalyOrder>("order") ?? AnomalyOrder.Newest,
            query.Value<Guid>("incident", Guid.TryParse, "an incident's id, a UUID"));

    public AnomalyQuery ToQuery() => Criteria.ToQuery() with
    {
        Incident = Incident,
        BySeries = BySeries,
        OldestFirst = Order is AnomalyOrder.Oldest or AnomalyOrder.Series,
    };

    /// <summary>The place of a record in this order.</summary>
    public AnomalyCursor Place(AnomalyRecord record) => new(record.DetectedAt, record.Id, BySeries ? record.MetricName : null);

    /// <summary>Reads a place, which is none of this order where it names a series and the order does not ask for one.</summary>
    public bool TryParse(string text, out AnomalyCursor cursor) =>
        CursorText.TryParse(text, out cursor) && cursor.Series is not null == BySeries;
}
