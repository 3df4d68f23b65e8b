namespace Anomaly.Storage.Retention;

/// <summary>SQL in words that PostgreSQL and SQLite share.</summary>
internal static class RetentionSql
{
    /// <summary>Parameters: <c>@owner @until @now</c>.</summary>
    public const string Claim = """
        insert into retention_lease as lease (only_row, owner, held_until) values (1, @owner, @until)
        on conflict (only_row) do update set owner = excluded.owner, held_until = excluded.held_until
        where lease.owner = excluded.owner or lease.held_until <= @now
        """;

    /// <summary>Each page begins where the one before ended: what that deleted still stands in the index until a vacuum. Parameters: <c>@at @id @before @limit</c>.</summary>
    public const string OldAnomalies = """
        select id, detected_at as at, incident_id from anomalies
        where detected_at < @before and (detected_at, id) > (@at, @id) order by detected_at, id limit @limit
        """;

    /// <summary>The last anomaly of an incident by event time is never later than by detection. Parameters: <c>@at @id @before @limit</c>.</summary>
    public const string OldIncidents = """
        select id, last_anomaly_at as at from incidents
        where last_anomaly_at < @before and (last_anomaly_at, id) > (@at, @id) order by last_anomaly_at, id limit @limit
        """;

    /// <summary>Of an anomaly <c>a</c>: nothing needs it.</summary>
    public const string AnomalyIsFree = """
        not exists (select 1 from incident_inbox as w where w.anomaly_id = a.id)
          and not exists (select 1 from incidents as i where i.id = a.incident_id and i.status = 'firing')
        """;

    /// <summary>Of an incident <c>i</c>: nothing needs it. Parameters: <c>@before</c>.</summary>
    public const string IncidentIsFree = """
        i.status = 'resolved' and i.last_detected_at < @before and i.resolved_at < @before
          and not exists (select 1 from anomalies as a where a.incident_id = i.id)
          and not exists (select 1 from incident_changes as c where c.incident_id = i.id)
          and not exists (select 1 from notification_group_incidents as g where g.incident_id = i.id)
          and i.id not in (select o.incident_id from outbox as o where o.state = 'waiting')
        """;
}
