using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Partitions;

/// <summary>The writes of a flush, inside a transaction in which the fence was seen to hold.</summary>
internal static class SqliteFlush
{
    private const string State = """
        insert into series_state as stored (
          series_id, topic, partition, epoch, "offset", payload, recent, positions, settings_version, last_seen, last_value,
          warm_seen, warm_needed, updated_at)
        values (@id, @topic, @partition, @epoch, @offset, @payload, @recent, @positions, @settings, @last_seen, @last_value,
          @warm_seen, @warm_needed, @now)
        on conflict (series_id, topic) do update set
          epoch = excluded.epoch,
          "offset" = excluded."offset",
          payload = excluded.payload,
          recent = coalesce(excluded.recent, stored.recent),
          positions = excluded.positions,
          settings_version = excluded.settings_version,
          last_seen = excluded.last_seen,
          last_value = excluded.last_value,
          warm_seen = excluded.warm_seen,
          warm_needed = excluded.warm_needed,
          updated_at = excluded.updated_at
        where stored.partition = @partition
        """;

    // Of a series that is not new the row must be there: one that is gone was removed, and is not brought back.
    private const string OnlyReplace = """
        update series_state set
          epoch = @epoch, "offset" = @offset, payload = @payload, recent = coalesce(@recent, recent), positions = @positions,
          settings_version = @settings, last_seen = @last_seen, last_value = @last_value, warm_seen = @warm_seen,
          warm_needed = @warm_needed, updated_at = @now
        where series_id = @id and topic = @topic and partition = @partition
        """;

    private const string Catalog = """
        insert into series (series_id, labels, search, first_seen) values (@id, @labels, @search, @first_seen)
        on conflict (series_id) do update set labels = excluded.labels, search = excluded.search
        where excluded.labels is not null
        """;

    private const string Anomaly = $"""
        insert into anomalies ({AnomalyPageSql.Columns})
        values (@id, @metric_name, @labels, @timestamp, @detected_at, @value, @threshold, @status, @method, @score, @z_score,
          @expected, @lower, @upper, @severity, @direction, @reason, @incident_id, @context, @config,
          @topic, @epoch, @partition, @offset, @index)
        on conflict (id) do nothing
        """;

    public static FlushResult Write(
        SqliteConnection connection, SqliteTransaction transaction, Fence fence, long now, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies)
    {
        // A series that moved away takes its anomalies with it: its new owner finds them again from the row it took.
        var refused = new HashSet<string>(StringComparer.Ordinal);
        using var insert = Begin(State);
        using var replace = Begin(OnlyReplace);
        using var catalog = connection.Command(transaction, Catalog);
        foreach (var row in states)
        {
            if (WriteState(row.IsNew ? insert : replace, row) == 0)
                refused.Add(row.SeriesId);
            else if (row.IsNew || row.Labels is not null)
                WriteCatalog(catalog, row);
        }

        var added = 0;
        var conflicts = 0;
        using var anomaly = connection.Command(transaction, Anomaly);
        foreach (var record in anomalies)
        {
            if (refused.Contains(record.MetricName))
                continue;
            var written = WriteAnomaly(anomaly, record);
            added += written;
            conflicts += 1 - written;
        }

        return new(states.Count - refused.Count, added, conflicts);

        SqliteCommand Begin(string sql) => connection.Command(transaction, sql)
            .With("@topic", fence.Topic).With("@partition", fence.Partition).With("@epoch", fence.TopicEpoch).With("@now", now);
    }

    private static int WriteState(SqliteCommand command, SeriesUpdate row) => command
        .With("@id", row.SeriesId).With("@offset", row.Offset).With("@payload", row.Payload)
        .With("@recent", row.Recent).With("@positions", row.Positions).With("@settings", row.SettingsVersion)
        .With("@last_seen", Time(row.LastSeen)).With("@last_value", row.LastValue)
        .With("@warm_seen", row.WarmUpSeen).With("@warm_needed", row.WarmUpNeeded)
        .ExecuteNonQuery();

    private static void WriteCatalog(SqliteCommand command, SeriesUpdate row)
    {
        var labels = row.Labels is null ? null : StoredText.CleanJson(row.Labels);
        command
            .With("@id", row.SeriesId).With("@labels", labels).With("@search", SeriesLabels.SearchText(row.SeriesId, labels))
            .With("@first_seen", Time(row.IsNew ? row.FirstSeen : row.LastSeen))
            .ExecuteNonQuery();
    }

    private static int WriteAnomaly(SqliteCommand command, AnomalyRecord record) => command
        .With("@id", SqliteValues.Text(record.Id)).With("@metric_name", record.MetricName)
        .With("@labels", SeriesLabels.Write(record.Labels))
        .With("@timestamp", StoredTime.Milliseconds(record.Timestamp)).With("@detected_at", StoredTime.Milliseconds(record.DetectedAt))
        .With("@value", record.Value).With("@threshold", record.Threshold).With("@status", AnomalyWords.Of(record.Status))
        .With("@method", record.DetectionMethod).With("@score", record.AnomalyScore).With("@z_score", record.ZScore)
        .With("@expected", record.Expected).With("@lower", record.Lower).With("@upper", record.Upper)
        .With("@severity", AnomalyWords.Of(record.Severity)).With("@direction", AnomalyWords.Of(record.Direction))
        .With("@reason", StoredText.Clean(record.Reason))
        .With("@incident_id", record.IncidentId is { } incident ? SqliteValues.Text(incident) : null)
        .With("@context", StoredText.CleanJson(record.Context)).With("@config", StoredText.CleanJson(record.Config))
        .With("@topic", record.Source.Topic).With("@epoch", record.Source.Epoch).With("@partition", record.Source.Partition)
        .With("@offset", record.Source.Offset).With("@index", record.Source.Index)
        .ExecuteNonQuery();

    private static long Time(long milliseconds) => StoredTime.Milliseconds(StoredTime.FromMilliseconds(milliseconds));
}
