using Anomaly.Storage.Partitions;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Partitions;

/// <summary>Reads rows of <c>series_state</c> with the labels of <c>series</c>.</summary>
internal static class SeriesRowReader
{
    public const string Select = """
        select s.series_id, s.partition, s.epoch, s."offset", s.payload, s.recent, s.positions, s.settings_version, c.labels
        from series_state as s left join series as c on c.series_id = s.series_id
        """;

    public static SeriesRow Read(SqliteDataReader reader) => new()
    {
        SeriesId = reader.GetString(0),
        Partition = reader.GetInt32(1),
        Epoch = reader.GetInt32(2),
        Offset = reader.GetInt64(3),
        Payload = reader.GetFieldValue<byte[]>(4),
        Recent = reader.BytesOrNull(5),
        Positions = reader.BytesOrNull(6),
        SettingsVersion = reader.GetInt64(7),
        Labels = reader.TextOrNull(8),
    };
}
