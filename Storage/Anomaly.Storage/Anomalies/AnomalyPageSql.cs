using System.Text;

namespace Anomaly.Storage.Anomalies;

/// <summary>
/// The SQL of a page of anomalies, in words that PostgreSQL and SQLite share. Only the conditions that are set stand in it, so that
/// each combination gets a plan of its own. Parameters: <c>@series @method @incident @from @to @after_series @after_at @after_id @limit</c>.
/// </summary>
internal static class AnomalyPageSql
{
    /// <summary>The columns in the order in which the stores read and write them.</summary>
    public const string Columns = """
        id, metric_name, labels, "timestamp", detected_at, value, threshold, status, detection_method, anomaly_score, z_score,
        expected, lower, upper, severity, direction, reason, incident_id, context, config,
        source_topic, source_epoch, source_partition, source_offset, source_index
        """;

    /// <summary>Answers with the row as it is then. Parameters: <c>@id @status</c>.</summary>
    public const string SetStatus = $"update anomalies set status = @status where id = @id returning {Columns}";

    private static readonly string[] TimeKey = ["detected_at", "id"];
    private static readonly string[] SeriesKey = ["metric_name", .. TimeKey];

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
        if (query.Incident is not null)
            sql.Append(" and incident_id = @incident");
        if (query.From is not null)
            sql.Append(" and detected_at >= @from");
        if (query.To is not null)
            sql.Append(" and detected_at < @to");
        var (key, place) = query.BySeries
            ? (SeriesKey, "@after_series, @after_at, @after_id")
            : (TimeKey, "@after_at, @after_id");
        if (query.After is { } after)
        {
            if (query.BySeries && after.Series is null)
                throw new ArgumentException("The order is by series and the cursor names none.", nameof(query));
            sql.Append(" and (").AppendJoin(", ", key).Append(") ").Append(query.OldestFirst ? '>' : '<').Append(" (").Append(place).Append(')');
        }

        // Each in the same direction, so that an index serves the order whichever it is.
        var direction = query.OldestFirst ? " asc" : " desc";
        return sql.Append(" order by ").AppendJoin(", ", key.Select(column => column + direction)).Append(" limit @limit").ToString();
    }
}
