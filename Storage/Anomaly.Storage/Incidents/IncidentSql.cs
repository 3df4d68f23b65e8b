using System.Text;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Storage.Incidents;

/// <summary>SQL in words that PostgreSQL and SQLite share.</summary>
internal static class IncidentSql
{
    /// <summary>The columns in the order in which the stores read and write them.</summary>
    public const string Columns = """
        id, key, status, severity, labels, methods, anomaly_count, series_count, started_at, last_anomaly_at, last_detected_at,
        resolved_at, resolved_by, resolver, peak_anomaly_id, peak_series, peak_at, peak_method, peak_value, peak_expected, peak_lower,
        peak_upper, peak_score, peak_reason, acknowledged_by, acknowledged_at, last_counted_anomaly, revision
        """;

    /// <summary>Ends the insert of an incident: what changes where it is there already.</summary>
    public const string Replace = """
        on conflict (id) do update set
          status = excluded.status, severity = excluded.severity, labels = excluded.labels, methods = excluded.methods,
          anomaly_count = excluded.anomaly_count, series_count = excluded.series_count, started_at = excluded.started_at,
          last_anomaly_at = excluded.last_anomaly_at, last_detected_at = excluded.last_detected_at, counted_at = excluded.counted_at,
          resolved_at = excluded.resolved_at, resolved_by = excluded.resolved_by, resolver = excluded.resolver,
          peak_anomaly_id = excluded.peak_anomaly_id, peak_series = excluded.peak_series, peak_at = excluded.peak_at,
          peak_method = excluded.peak_method, peak_value = excluded.peak_value, peak_expected = excluded.peak_expected,
          peak_lower = excluded.peak_lower, peak_upper = excluded.peak_upper, peak_score = excluded.peak_score,
          peak_reason = excluded.peak_reason, acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
          last_counted_anomaly = excluded.last_counted_anomaly, revision = excluded.revision
        """;

    /// <summary>
    /// Ends the insert of a change: one that waits to be told is revised in place. Of opened, resolved and reopened the newest stays (where the
    /// beginning was not told either, it is brief), and goes before the others; of these the weightiest. What the incident is stands in its own row.
    /// </summary>
    public const string AddChange = """
        on conflict (incident_id) do update set
          revision = excluded.revision,
          at = excluded.at,
          kind = case
            when excluded.kind = 'resolved' and incident_changes.kind in ('opened', 'reopened') then 'brief'
            when excluded.kind in ('opened', 'resolved', 'reopened', 'brief') then excluded.kind
            when incident_changes.kind in ('opened', 'resolved', 'reopened', 'brief') then incident_changes.kind
            when 'severity' in (excluded.kind, incident_changes.kind) then 'severity'
            when 'acknowledged' in (excluded.kind, incident_changes.kind) then 'acknowledged'
            else 'grew'
          end
        """;

    /// <summary>Parameters: <c>@id @author @now</c>.</summary>
    public const string Acknowledge = """
        update incidents set acknowledged_by = @author, acknowledged_at = @now, revision = revision + 1
        where id = @id and acknowledged_by is null returning id, revision
        """;

    /// <summary>Parameters: <c>@id @author @now</c>.</summary>
    public const string Resolve = """
        update incidents set status = 'resolved', resolved_by = 'person', resolver = @author, resolved_at = @now, revision = revision + 1
        where id = @id and status = 'firing' returning id, revision
        """;

    /// <summary>Parameters: <c>@id @revision @now</c>.</summary>
    public const string ResolveNormal = """
        update incidents set status = 'resolved', resolved_by = 'normal', resolved_at = @now, revision = revision + 1
        where id = @id and status = 'firing' and revision = @revision returning id, revision
        """;

    /// <summary>Parameters: <c>@id @author @text @now</c>.</summary>
    public const string Comment = """
        insert into incident_comments (incident_id, author, text, created_at)
        select id, @author, @text, @now from incidents where id = @id
        """;

    /// <summary>Parameters: <c>@id @after @limit</c>.</summary>
    public const string Series = """
        select series_id, anomaly_count, last_anomaly_at, last_detected_at from incident_series
        where incident_id = @id and series_id > @after order by series_id limit @limit
        """;

    /// <summary>Answers with one row: <see cref="FiringIncidents"/>.</summary>
    public const string CountFiring = """
        select count(case severity when 'critical' then 1 end), count(case severity when 'warning' then 1 end),
          count(case severity when 'info' then 1 end), count(acknowledged_by)
        from incidents where status = 'firing'
        """;

    public const string Measure = """
        select (select count(*) from incident_inbox), (select min(entered_at) from incident_inbox),
          (select count(*) from incidents where status = 'firing')
        """;

    /// <summary>Parameters: <c>@series @from @to @after @limit</c>; only the conditions that are set stand in it.</summary>
    public static string Page(IncidentQuery query)
    {
        var sql = new StringBuilder("select ").Append(Columns).Append(" from incidents where 1 = 1");
        // As literals: an index over part of the rows serves only a condition that is known when the plan is made.
        if (query.Status is { } status)
            sql.Append(" and status = '").Append(IncidentWords.Of(status)).Append('\'');
        if (query.Severity is { } severity)
            sql.Append(" and severity = '").Append(AnomalyWords.Of(severity)).Append('\'');
        if (query.From is not null)
            sql.Append(" and last_anomaly_at >= @from");
        if (query.To is not null)
            sql.Append(" and started_at < @to");
        if (query.Series is not null)
            sql.Append(" and exists (select 1 from incident_series as s where s.series_id = @series and s.incident_id = incidents.id)");
        if (query.After is not null)
            sql.Append(" and id < @after");
        return sql.Append(" order by id desc limit @limit").ToString();
    }
}
