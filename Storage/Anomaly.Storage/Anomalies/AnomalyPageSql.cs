using System.Text;

namespace Anomaly.Storage.Anomalies;

/// <summary>
/// The SQL of a page of anomalies, in words that PostgreSQL and SQLite share. Only the conditions that are set stand in it, so that
/// each combination gets a plan of its own. Parameters: <c>@series @method @from @to @after_at @after_id @limit</c>.
/// </summary>
internal static class AnomalyPageSql
{
    /// <summary>The columns in the order in which the stores read and write them.</summary>
    public const string Columns = """
        id, metric_name, labels, "timestamp", detected_at, value, threshold, status, detection_method, anomaly_score, z_score,
        expected, lower, upper, severity, direction, reason, incident_id, context, config,
        source_topic, source_epoch, source_partition, source_offset, source_index
        """;

    public static string Build(AnomalyQuery query)
    {
        var sql = new StringBuilder("select ").Append(Columns).Append(" from anomalies where 1 = 1");
        if (query.Series is not null)
            sql.Append(" and metric_name = @series");
        if (query.Method is not null)
            sql.Append(" and detection_method = @method");
        // As literals: an index over part of the rows serves only a condition that is known when the plan is made.
        if (query.Severity is { } severity)
            sql.Append(" and severity = '").Append(AnomalyWords.Of(severity)).Append('\'');
        if (query.Status is { } status)
            sql.Append(" and status = '").Append(AnomalyWords.Of(status)).Append('\'');
        if (query.From is not null)
            sql.Append(" and detected_at >= @from");
        if (query.To is not null)
            sql.Append(" and detected_at < @to");
        if (query.After is not null)
            sql.Append(" and (detected_at, id) ").Append(query.OldestFirst ? '>' : '<').Append(" (@after_at, @after_id)");
        var direction = query.OldestFirst ? "asc" : "desc";
        return sql.Append(" order by detected_at ").Append(direction).Append(", id ").Append(direction).Append(" limit @limit").ToString();
    }
}
