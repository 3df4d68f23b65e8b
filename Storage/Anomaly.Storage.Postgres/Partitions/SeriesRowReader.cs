using Anomaly.Storage.Partitions;
using Npgsql;

namespace Anomaly.Storage.Postgres.Partitions;

/// <summary>Reads rows of <c>series_state</c> (as <c>s</c>) with the labels of <c>series</c> (as <c>c</c>).</summary>
internal static class SeriesRowReader
{
    public const string Columns =
        "s.series_id, s.partition, s.epoch, s.\"offset\", s.payload, s.recent, s.positions, s.settings_version, c.labels::text";

    public static async Task<IReadOnlyList<SeriesRow>> ReadAllAsync(NpgsqlCommand command, int atMost, CancellationToken cancellationToken)
    {
        var rows = new List<SeriesRow>(atMost);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(Read(reader));
        return rows;
    }

    private static SeriesRow Read(NpgsqlDataReader reader) => new()
    {
        SeriesId = reader.GetString(0),
        Partition = reader.GetInt32(1),
        Epoch = reader.GetInt32(2),
        Offset = reader.GetInt64(3),
        Payload = reader.GetFieldValue<byte[]>(4),
        Recent = reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5),
        Positions = reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6),
        SettingsVersion = reader.GetInt64(7),
        Labels = reader.IsDBNull(8) ? null : reader.GetString(8),
    };
}
