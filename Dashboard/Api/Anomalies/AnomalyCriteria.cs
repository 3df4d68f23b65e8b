using Anomaly.Dashboard.Api.Queries;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>The filters that the history and the stream share.</summary>
internal sealed record AnomalyCriteria(
    string? Series, string? Method, AnomalySeverity? Severity, AnomalyStatus? Status, DateTimeOffset? From, DateTimeOffset? To)
{
    public static AnomalyCriteria Read(QueryReader query)
    {
        var criteria = new AnomalyCriteria(
            query.Text("series"),
            query.Text("method"),
            query.Enumeration<AnomalySeverity>("severity"),
            query.Enumeration<AnomalyStatus>("status"),
            query.Time("from"),
            query.Time("to"));
        if (criteria.From > criteria.To)
            query.Fail("from", "is after to; must be before it");

        return criteria;
    }

    public AnomalyQuery ToQuery() => new()
    {
        Series = Series,
        Method = Method,
        Severity = Severity,
        Status = Status,
        From = From,
        To = To,
    };

    public bool Matches(AnomalyRecord record) =>
        (Series is null || string.Equals(Series, record.MetricName, StringComparison.Ordinal))
        && (Method is null || string.Equals(Method, record.DetectionMethod, StringComparison.Ordinal))
        && (Severity is null || Severity == record.Severity)
        && (Status is null || Status == record.Status)
        && (From is null || record.DetectedAt >= From)
        && (To is null || record.DetectedAt < To);
}
