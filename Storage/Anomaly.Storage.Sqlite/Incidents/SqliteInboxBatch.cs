using System.Text.Json;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Incidents;

/// <summary>One batch of the inbox, inside a transaction.</summary>
internal sealed class SqliteInboxBatch(SqliteConnection connection, SqliteTransaction transaction)
{
    private const string Claim = "select anomaly_id from incident_inbox order by anomaly_id limit @limit";

    private const string Claimed = $"""
        select a.id, {IncidentReader.AnomalyColumns}
        from (select anomaly_id from incident_inbox order by anomaly_id limit @limit) as claimed join anomalies as a on a.id = claimed.anomaly_id
        order by a.id
        """;

    private const string Known = $"""
        select {IncidentSql.Columns} from incidents where id in (
          select id from incidents where key = @key and status = 'firing'
          union
          select id from incidents where key = @key and last_anomaly_at >= @low and started_at <= @high
          union
          select id from (select id from incidents where key = @key order by started_at desc limit 1))
        order by id
        """;

    private const string NewSeries = """
        insert into incident_series (incident_id, series_id, anomaly_count, last_anomaly_at, last_detected_at) values (@incident, @series, 0, @last, @detected)
        on conflict do nothing
        """;

    private const string AddToSeries = """
        update incident_series set anomaly_count = anomaly_count + @count,
          last_anomaly_at = max(last_anomaly_at, @last), last_detected_at = max(last_detected_at, @detected)
        where incident_id = @incident and series_id = @series
        """;

    private const string Write = $"""
        insert into incidents ({IncidentSql.Columns}, counted_at)
        values (@id, @key, @status, @severity, @labels, @methods, @anomaly_count, @series_count, @started_at, @last_anomaly_at, @last_detected_at,
          @resolved_at, @resolved_by, @resolver, @peak_anomaly_id, @peak_series, @peak_at, @peak_method, @peak_value, @peak_expected, @peak_lower,
          @peak_upper, @peak_score, @peak_reason, @acknowledged_by, @acknowledged_at, @last_counted_anomaly, @revision, @now)
        {IncidentSql.Replace}
        """;

    public InboxBatch Run(int limit, IIncidentFold fold, long now)
    {
        using var ids = Command(Claim).With("@limit", limit);
        var claimed = ids.ReadAll(reader => reader.GetString(0));
        if (claimed.Count == 0)
            return default;

        using var read = Command(Claimed).With("@limit", limit);
        var claim = new InboxClaim(fold, read.ReadAll(IncidentReader.ReadAnomaly));
        claim.Fold(ReadKnown(claim));
        AddSeries(claim);
        WriteIncidents(claim, now);
        WriteHomes(claim);
        using var done = Command("delete from incident_inbox where anomaly_id = @id");
        foreach (var id in claimed)
            done.With("@id", id).ExecuteNonQuery();
        return new(claim.Homes.Count, LeftAlone: false);
    }

    private List<Incident> ReadKnown(InboxClaim claim)
    {
        var known = new List<Incident>();
        using var command = Command(Known);
        foreach (var (key, low, high) in claim.Wanted)
        {
            command.With("@key", key).With("@low", StoredTime.Milliseconds(low)).With("@high", StoredTime.Milliseconds(high));
            known.AddRange(command.ReadAll(IncidentReader.Read));
        }

        return known;
    }

    private void AddSeries(InboxClaim claim)
    {
        using var insert = Command(NewSeries);
        using var add = Command(AddToSeries);
        foreach (var (incident, added) in claim.Series)
        {
            if (With(insert).ExecuteNonQuery() == 1)
                claim.AddSeries(incident, 1);
            With(add).With("@count", added.AnomalyCount).ExecuteNonQuery();

            SqliteCommand With(SqliteCommand command) => command
                .With("@incident", SqliteValues.Text(incident)).With("@series", added.Series)
                .With("@last", StoredTime.Milliseconds(added.LastAnomalyAt)).With("@detected", StoredTime.Milliseconds(added.LastDetectedAt));
        }
    }

    private void WriteIncidents(InboxClaim claim, long now)
    {
        using var write = Command(Write).With("@now", now);
        foreach (var (incident, change) in claim.Incidents)
        {
            WriteIncident(write, incident);
            if (change is { } kind)
                SqliteChanges.Tell(connection, transaction, SqliteValues.Text(incident.Id), incident.Revision, kind, now);
        }
    }

    private static void WriteIncident(SqliteCommand command, Incident incident) => command
        .With("@id", SqliteValues.Text(incident.Id)).With("@key", incident.Key).With("@status", IncidentWords.Of(incident.Status))
        .With("@severity", AnomalyWords.Of(incident.Severity)).With("@labels", SeriesLabels.Write(incident.Labels))
        .With("@methods", JsonSerializer.Serialize(incident.Methods))
        .With("@anomaly_count", incident.AnomalyCount).With("@series_count", incident.SeriesCount)
        .With("@started_at", StoredTime.Milliseconds(incident.StartedAt)).With("@last_anomaly_at", StoredTime.Milliseconds(incident.LastAnomalyAt))
        .With("@last_detected_at", StoredTime.Milliseconds(incident.LastDetectedAt))
        .With("@resolved_at", incident.ResolvedAt is { } at ? StoredTime.Milliseconds(at) : null)
        .With("@resolved_by", incident.ResolvedBy is { } resolution ? IncidentWords.Of(resolution) : null).With("@resolver", incident.Resolver)
        .With("@peak_anomaly_id", SqliteValues.Text(incident.Peak.AnomalyId)).With("@peak_series", incident.Peak.Series)
        .With("@peak_at", StoredTime.Milliseconds(incident.Peak.Timestamp)).With("@peak_method", incident.Peak.Method)
        .With("@peak_value", incident.Peak.Value).With("@peak_expected", incident.Peak.Expected).With("@peak_lower", incident.Peak.Lower)
        .With("@peak_upper", incident.Peak.Upper).With("@peak_score", incident.Peak.Score).With("@peak_reason", incident.Peak.Reason)
        .With("@acknowledged_by", incident.Acknowledged?.Author)
        .With("@acknowledged_at", incident.Acknowledged is { } seen ? StoredTime.Milliseconds(seen.At) : null)
        .With("@last_counted_anomaly", SqliteValues.Text(incident.LastCountedAnomaly)).With("@revision", incident.Revision)
        .ExecuteNonQuery();

    private void WriteHomes(InboxClaim claim)
    {
        using var home = Command("update anomalies set incident_id = @incident where id = @id");
        foreach (var (anomaly, incident) in claim.Homes)
            home.With("@id", SqliteValues.Text(anomaly)).With("@incident", SqliteValues.Text(incident)).ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql) => connection.Command(transaction, sql);
}
