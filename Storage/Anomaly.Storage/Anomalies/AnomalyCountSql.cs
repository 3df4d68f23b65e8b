namespace Anomaly.Storage.Anomalies;

/// <summary>
/// The SQL that counts anomalies: what PostgreSQL and SQLite share. It reads nothing but indexes. Parameters:
/// <c>@from @to @origin @length @series</c>.
/// </summary>
/// <param name="Bucket">Where the bucket of <c>detected_at</c> begins.</param>
internal sealed record AnomalyCountSql(string Bucket)
{
    private const string InRange = "detected_at >= @from and detected_at < @to";

    public string All => $"""
        select {Bucket} as bucket, severity, detection_method, count(*)
        from anomalies where {InRange}
        group by bucket, severity, detection_method order by bucket
        """;

    /// <summary>The severity is 0 to 2.</summary>
    public string BySeries => $"""
        with top as materialized (
          select metric_name, count(*) as number from anomalies where {InRange}
          group by metric_name order by number desc, metric_name limit @series)
        select top.metric_name, {Bucket} as bucket, count(*), max(case severity when 'critical' then 2 when 'warning' then 1 else 0 end)
        from top cross join anomalies where anomalies.metric_name = top.metric_name and {InRange}
        group by top.number, top.metric_name, bucket order by top.number desc, top.metric_name, bucket
        """;
}
