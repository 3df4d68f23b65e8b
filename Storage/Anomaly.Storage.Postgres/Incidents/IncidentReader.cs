using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Series;
using Npgsql;

namespace Anomaly.Storage.Postgres.Incidents;

/// <summary>Reads rows of the incidents' tables.</summary>
internal static class IncidentReader
{
    /// <summary>The columns of an anomaly <c>a</c> as <see cref="ReadAnomaly"/> reads them, from the second on.</summary>
    public const string AnomalyColumns = """
        a.metric_name, a.labels, a."timestamp", a.detected_at, a.value, a.detection_method, a.anomaly_score, a.expected, a.lower, a.upper,
        a.severity, a.reason
        """;

    public static InboxAnomaly ReadAnomaly(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Series = reader.GetString(1),
        Labels = SeriesLabels.Parse(reader.GetString(2)),
        Timestamp = reader.GetFieldValue<DateTimeOffset>(3),
        DetectedAt = reader.GetFieldValue<DateTimeOffset>(4),
        Value = reader.GetDouble(5),
        Method = reader.GetString(6),
        Score = reader.GetDouble(7),
        Expected = Number(reader, 8),
        Lower = Number(reader, 9),
        Upper = Number(reader, 10),
        Severity = AnomalyWords.Severity(reader.GetString(11)),
        Reason = reader.GetString(12),
    };

    public static Incident Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Key = reader.GetString(1),
        Status = IncidentWords.Status(reader.GetString(2)),
        Severity = AnomalyWords.Severity(reader.GetString(3)),
        Labels = SeriesLabels.Parse(reader.GetString(4)),
        Methods = reader.GetFieldValue<string[]>(5),
        AnomalyCount = reader.GetInt64(6),
        SeriesCount = reader.GetInt32(7),
        StartedAt = reader.GetFieldValue<DateTimeOffset>(8),
        LastAnomalyAt = reader.GetFieldValue<DateTimeOffset>(9),
        LastDetectedAt = reader.GetFieldValue<DateTimeOffset>(10),
        ResolvedAt = Time(reader, 11),
        ResolvedBy = Text(reader, 12) is { } resolution ? IncidentWords.Resolution(resolution) : null,
        Resolver = Text(reader, 13),
        Peak = new IncidentPeak
        {
            AnomalyId = reader.GetGuid(14),
            Series = reader.GetString(15),
            Timestamp = reader.GetFieldValue<DateTimeOffset>(16),
            Method = reader.GetString(17),
            Value = reader.GetDouble(18),
            Expected = Number(reader, 19),
            Lower = Number(reader, 20),
            Upper = Number(reader, 21),
            Score = reader.GetDouble(22),
            Reason = reader.GetString(23),
        },
        Acknowledged = Text(reader, 24) is { } author ? new(author, reader.GetFieldValue<DateTimeOffset>(25)) : null,
        LastCountedAnomaly = reader.GetGuid(26),
        Revision = reader.GetInt64(27),
    };

    public static FiringIncidents ReadFiring(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));

    public static IncidentSeries ReadSeries(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3));

    public static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
