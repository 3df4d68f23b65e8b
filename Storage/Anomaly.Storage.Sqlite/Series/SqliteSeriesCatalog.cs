using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Anomaly.Storage.Sqlite.Partitions;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Series;

internal sealed class SqliteSeriesCatalog(SqliteDatabase database, TimeProvider time) : ISeriesCatalog
{
    private static readonly SeriesPageSql Sql = new("instr(c.search, @needle) > 0", """
        join series_state as s on s.series_id = c.series_id and s.topic = (
          select topic from series_state as newest where newest.series_id = c.series_id order by updated_at desc, topic limit 1)
        """, "(select value from json_each(c.labels) where key = @label)");

    private const string Row = $"{SeriesRowReader.Select} where s.series_id = @id order by s.updated_at desc, s.topic limit 1";

    private long SilentBefore => StoredTime.Milliseconds(time.GetUtcNow() - ISeriesCatalog.SilentAfter);

    public async Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, Sql.Page(query))
                    .With("@silent_before", SilentBefore).With("@limit", Math.Max(0, query.Limit));
                if (SeriesLabels.Needle(query.Match) is { } needle)
                    command.With("@needle", needle);
                if (query.After is not null)
                    command.With("@after", query.After);
                return command.ReadAll(Read);
            },
            cancellationToken);

    public async Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, Sql.One).With("@silent_before", SilentBefore).With("@id", id);
                return command.ReadAll(Read) is [var found] ? found : null;
            },
            cancellationToken);

    public async Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, Sql.Spread)
                    .With("@silent_before", SilentBefore).With("@label", label).With("@prefix", exceptPrefix).With("@limit", Math.Max(0, limit));
                return command.ReadAll(Read);
            },
            cancellationToken);

    public async Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, Row).With("@id", id);
                return command.ReadAll(SeriesRowReader.Read) is [var found] ? found : null;
            },
            cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, "select count(*) from series");
                return (long)command.ExecuteScalar()!;
            },
            cancellationToken);

    private static SeriesInfo Read(SqliteDataReader reader)
    {
        var warmUp = new WarmUp(reader.GetInt32(7), reader.GetInt32(8));
        return new SeriesInfo
        {
            Id = reader.GetString(0),
            Labels = SeriesLabels.Parse(reader.TextOrNull(1)),
            FirstSeen = StoredTime.FromMilliseconds(reader.GetInt64(2)),
            LastSeen = StoredTime.FromMilliseconds(reader.GetInt64(3)),
            LastValue = reader.Number(4),
            Partition = reader.GetInt32(5),
            Offset = reader.GetInt64(6),
            WarmUp = warmUp,
            State = SeriesPageSql.State(reader.GetInt64(9) != 0, warmUp),
        };
    }
}
