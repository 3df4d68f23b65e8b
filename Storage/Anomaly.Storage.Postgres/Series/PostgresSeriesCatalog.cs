using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Postgres.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Series;

internal sealed class PostgresSeriesCatalog(PostgresDatabase database, TimeProvider time) : ISeriesCatalog
{
    // Lateral, so that the planner walks the series in their order and stops at the page's end instead of joining all of them.
    // "like", though nothing in the needle is a pattern: the planner knows how rare a text is that it is compared with, and reads the
    // whole table at once for a rare one instead of walking it in order.
    private static readonly SeriesPageSql Sql = new("c.search like @needle", """
        cross join lateral (
          select * from series_state as newest where newest.series_id = c.series_id order by updated_at desc, topic limit 1) as s
        """, "c.labels ->> @label");

    private const string Row = $"""
        select {SeriesRowReader.Columns}
        from series_state as s left join series as c on c.series_id = s.series_id
        where s.series_id = $1
        order by s.updated_at desc, s.topic limit 1
        """;

    // What the last vacuum or analyze knew, where counting would read very many rows. None is ever deleted, so no count is far below it.
    private const string Count = """
        select case when reltuples > 100000 then reltuples::bigint else (select count(*) from series) end
        from pg_catalog.pg_class where oid = 'series'::regclass
        """;

    public async Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        await using var command = Command(Sql.Page(query));
        if (SeriesLabels.Needle(query.Match) is { } needle)
            command.Add("needle", NpgsqlDbType.Text, $"%{Literal(needle)}%");
        if (query.After is not null)
            command.Add("after", NpgsqlDbType.Text, query.After);
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!StoredText.IsStorable(id))
            return null;
        await using var command = Command(Sql.One);
        command.Add("id", NpgsqlDbType.Text, id);
        return await command.ReadAllAsync(Read, cancellationToken) is [var found] ? found : null;
    }

    public async Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command(Sql.Spread);
        command.Add("label", NpgsqlDbType.Text, label);
        command.Add("prefix", NpgsqlDbType.Text, exceptPrefix);
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, limit));
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken)
    {
        if (!StoredText.IsStorable(id))
            return null;
        await using var command = database.Source.CreateCommand(Row);
        command.Add(NpgsqlDbType.Text, id);
        return await SeriesRowReader.ReadAllAsync(command, 1, cancellationToken) is [var found] ? found : null;
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Count);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Literal(string needle) => needle
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private NpgsqlCommand Command(string sql)
    {
        var command = database.Source.CreateCommand(sql);
        command.Add("silent_before", NpgsqlDbType.TimestampTz, (time.GetUtcNow() - ISeriesCatalog.SilentAfter).UtcDateTime);
        return command;
    }

    private static SeriesInfo Read(NpgsqlDataReader reader)
    {
        var warmUp = new WarmUp(reader.GetInt32(7), reader.GetInt32(8));
        return new SeriesInfo
        {
            Id = reader.GetString(0),
            Labels = SeriesLabels.Parse(reader.IsDBNull(1) ? null : reader.GetString(1)),
            FirstSeen = reader.GetFieldValue<DateTimeOffset>(2),
            LastSeen = reader.GetFieldValue<DateTimeOffset>(3),
            LastValue = reader.GetDouble(4),
            Partition = reader.GetInt32(5),
            Offset = reader.GetInt64(6),
            WarmUp = warmUp,
            State = SeriesPageSql.State(reader.GetBoolean(9), warmUp),
        };
    }
}
