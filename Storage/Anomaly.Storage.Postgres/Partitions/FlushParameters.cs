using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Partitions;

/// <summary>The parameters of <c>flush_partition</c>, in its order: an array a column, sorted by id as the function asks.</summary>
internal static class FlushParameters
{
    private const int Count = 44;

    public static readonly string Sql =
        $"select states, anomalies, conflicts from flush_partition({string.Join(", ", Enumerable.Range(1, Count).Select(i => $"${i}"))})";

    public static void AddStates(NpgsqlCommand command, IReadOnlyList<SeriesUpdate> states)
    {
        var rows = states.OrderBy(state => state.SeriesId, StringComparer.Ordinal).ToArray();
        command.AddColumn(NpgsqlDbType.Text, rows, state => state.SeriesId);
        command.AddColumn(NpgsqlDbType.Bigint, rows, state => state.Offset);
        command.AddColumn(NpgsqlDbType.Bytea, rows, state => state.Payload);
        command.AddColumn(NpgsqlDbType.Bytea, rows, state => state.Recent);
        command.AddColumn(NpgsqlDbType.Bytea, rows, state => state.Positions);
        command.AddColumn(NpgsqlDbType.Bigint, rows, state => state.SettingsVersion);
        command.AddColumn(NpgsqlDbType.TimestampTz, rows, state => Time(state.LastSeen));
        command.AddColumn(NpgsqlDbType.Double, rows, state => state.LastValue);
        command.AddColumn(NpgsqlDbType.Integer, rows, state => state.WarmUpSeen);
        command.AddColumn(NpgsqlDbType.Integer, rows, state => state.WarmUpNeeded);

        var catalog = rows.Where(state => state.IsNew || state.Labels is not null)
            .Select(state => (State: state, Labels: state.Labels is null ? null : StoredText.CleanJson(state.Labels)))
            .ToArray();
        command.AddColumn(NpgsqlDbType.Text, catalog, entry => entry.State.SeriesId);
        command.AddColumn(NpgsqlDbType.Text, catalog, entry => entry.Labels);
        command.AddColumn(NpgsqlDbType.Text, catalog, entry => SeriesLabels.SearchText(entry.State.SeriesId, entry.Labels));
        command.AddColumn(NpgsqlDbType.TimestampTz, catalog, entry => entry.State.IsNew ? Time(entry.State.FirstSeen) : (DateTime?)null);
    }

    public static void AddAnomalies(NpgsqlCommand command, IReadOnlyList<AnomalyRecord> anomalies)
    {
        var rows = anomalies.OrderBy(anomaly => anomaly.Id).ToArray();
        command.AddColumn(NpgsqlDbType.Uuid, rows, anomaly => anomaly.Id);
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => anomaly.MetricName);
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => SeriesLabels.Write(anomaly.Labels));
        command.AddColumn(NpgsqlDbType.TimestampTz, rows, anomaly => StoredTime.Cut(anomaly.Timestamp).UtcDateTime);
        command.AddColumn(NpgsqlDbType.TimestampTz, rows, anomaly => StoredTime.Cut(anomaly.DetectedAt).UtcDateTime);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.Value);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.Threshold);
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => AnomalyWords.Of(anomaly.Status));
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => anomaly.DetectionMethod);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.AnomalyScore);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.ZScore);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.Expected);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.Lower);
        command.AddColumn(NpgsqlDbType.Double, rows, anomaly => anomaly.Upper);
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => AnomalyWords.Of(anomaly.Severity));
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => AnomalyWords.Of(anomaly.Direction));
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => StoredText.Clean(anomaly.Reason));
        command.AddColumn(NpgsqlDbType.Uuid, rows, anomaly => anomaly.IncidentId);
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => StoredText.CleanJson(anomaly.Context));
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => StoredText.CleanJson(anomaly.Config));
        command.AddColumn(NpgsqlDbType.Text, rows, anomaly => anomaly.Source.Topic);
        command.AddColumn(NpgsqlDbType.Integer, rows, anomaly => anomaly.Source.Epoch);
        command.AddColumn(NpgsqlDbType.Integer, rows, anomaly => anomaly.Source.Partition);
        command.AddColumn(NpgsqlDbType.Bigint, rows, anomaly => anomaly.Source.Offset);
        command.AddColumn(NpgsqlDbType.Integer, rows, anomaly => anomaly.Source.Index);
    }

    private static DateTime Time(long milliseconds) => StoredTime.FromMilliseconds(milliseconds).UtcDateTime;
}
