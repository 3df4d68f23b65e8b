using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Incidents;

/// <summary>What a batch writes, an array a column.</summary>
internal static class InboxParameters
{
    // Methods as one text: an array of arrays must be a rectangle. A method's name has no comma.
    public static readonly string Write = $"""
        insert into incidents ({IncidentSql.Columns}, counted_at)
        select id, key, status, severity, labels::jsonb, string_to_array(methods, ','), anomaly_count, series_count, started_at, last_anomaly_at,
          last_detected_at, resolved_at, resolved_by, resolver, peak_anomaly_id, peak_series, peak_at, peak_method, peak_value, peak_expected,
          peak_lower, peak_upper, peak_score, peak_reason, acknowledged_by, acknowledged_at, last_counted_anomaly, revision, $29
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)
          as u ({IncidentSql.Columns})
        {IncidentSql.Replace}
        """;

    public static void AddIncidents(NpgsqlParameterCollection to, IReadOnlyList<Incident> rows, DateTimeOffset now)
    {
        Column(to, NpgsqlDbType.Uuid, rows, row => row.Id);
        Column(to, NpgsqlDbType.Text, rows, row => row.Key);
        Column(to, NpgsqlDbType.Text, rows, row => IncidentWords.Of(row.Status));
        Column(to, NpgsqlDbType.Text, rows, row => AnomalyWords.Of(row.Severity));
        Column(to, NpgsqlDbType.Text, rows, row => SeriesLabels.Write(row.Labels));
        Column(to, NpgsqlDbType.Text, rows, row => string.Join(',', row.Methods));
        Column(to, NpgsqlDbType.Bigint, rows, row => row.AnomalyCount);
        Column(to, NpgsqlDbType.Integer, rows, row => row.SeriesCount);
        Column(to, NpgsqlDbType.TimestampTz, rows, row => Time(row.StartedAt));
        Column(to, NpgsqlDbType.TimestampTz, rows, row => Time(row.LastAnomalyAt));
        Column(to, NpgsqlDbType.TimestampTz, rows, row => Time(row.LastDetectedAt));
        Column(to, NpgsqlDbType.TimestampTz, rows, row => TimeOrNull(row.ResolvedAt));
        Column(to, NpgsqlDbType.Text, rows, row => row.ResolvedBy is { } resolution ? IncidentWords.Of(resolution) : null);
        Column(to, NpgsqlDbType.Text, rows, row => row.Resolver);
        Column(to, NpgsqlDbType.Uuid, rows, row => row.Peak.AnomalyId);
        Column(to, NpgsqlDbType.Text, rows, row => row.Peak.Series);
        Column(to, NpgsqlDbType.TimestampTz, rows, row => Time(row.Peak.Timestamp));
        Column(to, NpgsqlDbType.Text, rows, row => row.Peak.Method);
        Column(to, NpgsqlDbType.Double, rows, row => row.Peak.Value);
        Column(to, NpgsqlDbType.Double, rows, row => row.Peak.Expected);
        Column(to, NpgsqlDbType.Double, rows, row => row.Peak.Lower);
        Column(to, NpgsqlDbType.Double, rows, row => row.Peak.Upper);
        Column(to, NpgsqlDbType.Double, rows, row => row.Peak.Score);
        Column(to, NpgsqlDbType.Text, rows, row => row.Peak.Reason);
        Column(to, NpgsqlDbType.Text, rows, row => row.Acknowledged?.Author);
        Column(to, NpgsqlDbType.TimestampTz, rows, row => TimeOrNull(row.Acknowledged?.At));
        Column(to, NpgsqlDbType.Uuid, rows, row => row.LastCountedAnomaly);
        Column(to, NpgsqlDbType.Bigint, rows, row => row.Revision);
        to.Add(new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz, TypedValue = Time(now) });
    }

    public static void Column<TRow, T>(NpgsqlParameterCollection to, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        to.Add(new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = column });
    }

    public static DateTime Time(DateTimeOffset time) => StoredTime.Cut(time).UtcDateTime;

    private static DateTime? TimeOrNull(DateTimeOffset? time) => time is { } there ? Time(there) : null;
}
