using System.Text.Json;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Incidents;

/// <summary>Reads rows of the incidents' tables.</summary>
internal static class IncidentReader
{
    /// <summary>The columns of an anomaly <c>a</c> as <see cref="ReadAnomaly"/> reads them, from the second on.</summary>
    public const string AnomalyColumns = """
        a.metric_name, a.labels, a."timestamp", a.detected_at, a.value, a.detection_method, a.anomaly_score, a.expected, a.lower, a.upper,
        a.severity, a.reason
        """;

    public static InboxAnomaly ReadAnomaly(SqliteDataReader reader) => new()
    {
        Id = Id(reader, 0),
        Series = reader.GetString(1),
        Labels = SeriesLabels.Parse(reader.GetString(2)),
        Timestamp = Time(reader, 3),
        DetectedAt = Time(reader, 4),
        Value = reader.Number(5),
        Method = reader.GetString(6),
        Score = reader.Number(7),
        Expected = reader.NumberOrNull(8),
        Lower = reader.NumberOrNull(9),
        Upper = reader.NumberOrNull(10),
        Severity = AnomalyWords.Severity(reader.GetString(11)),
        Reason = reader.GetString(12),
    };

    public static Incident Read(SqliteDataReader reader) => new()
    {
        Id = Id(reader, 0),
        Key = reader.GetString(1),
        Status = IncidentWords.Status(reader.GetString(2)),
        Severity = AnomalyWords.Severity(reader.GetString(3)),
        Labels = SeriesLabels.Parse(reader.GetString(4)),
        Methods = JsonSerializer.Deserialize<string[]>(reader.GetString(5))!,
        AnomalyCount = reader.GetInt64(6),
        SeriesCount = reader.GetInt32(7),
        StartedAt = Time(reader, 8),
        LastAnomalyAt = Time(reader, 9),
        LastDetectedAt = Time(reader, 10),
        ResolvedAt = TimeOrNull(reader, 11),
        ResolvedBy = reader.TextOrNull(12) is { } resolution ? IncidentWords.Resolution(resolution) : null,
        Resolver = reader.TextOrNull(13),
        Peak = new IncidentPeak
        {
            AnomalyId = Id(reader, 14),
            Series = reader.GetString(15),
            Timestamp = Time(reader, 16),
            Method = reader.GetString(17),
            Value = reader.Number(18),
            Expected = reader.NumberOrNull(19),
            Lower = reader.NumberOrNull(20),
            Upper = reader.NumberOrNull(21),
            Score = reader.Number(22),
            Reason = reader.GetString(23),
        },
        Acknowledged = reader.TextOrNull(24) is { } author ? new(author, Time(reader, 25)) : null,
        LastCountedAnomaly = Id(reader, 26),
        Revision = reader.GetInt64(27),
    };

    public static FiringIncidents ReadFiring(SqliteDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));

    public static IncidentSeries ReadSeries(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetInt64(1), Time(reader, 2), Time(reader, 3));

    public static Guid Id(SqliteDataReader reader, int column) => Guid.ParseExact(reader.GetString(column), "D");

    public static DateTimeOffset Time(SqliteDataReader reader, int column) => StoredTime.FromMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : Time(reader, column);
}
