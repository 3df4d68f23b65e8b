using System.Text;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Storage.Series;

/// <summary>
/// The SQL of a page of series, in words that PostgreSQL and SQLite share. Parameters: <c>@id @needle @after @silent_before @limit</c>.
/// Where a series has rows of several topics, the newest written speaks for it.
/// </summary>
internal static class SeriesPageSql
{
    private const string Select = """
        select c.series_id, c.labels, c.first_seen, s.last_seen, s.last_value, s.partition, s."offset", s.warm_seen, s.warm_needed,
          s.updated_at < @silent_before
        from series as c
        join series_state as s on s.series_id = c.series_id and s.topic = (
          select topic from series_state as newest where newest.series_id = c.series_id order by updated_at desc, topic limit 1)
        """;

    public const string One = Select + " where c.series_id = @id";

    /// <summary>Builds it.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="indexOf">The database's function for the place of a text in another, 0 where it is not in it.</param>
    public static string Build(SeriesQuery query, string indexOf)
    {
        var sql = new StringBuilder(Select).Append(" where 1 = 1");
        if (SeriesLabels.Needle(query.Match) is not null)
            sql.Append(" and ").Append(indexOf).Append("(c.search, @needle) > 0");
        if (query.After is not null)
            sql.Append(" and c.series_id > @after");
        sql.Append(query.State switch
        {
            null => "",
            SeriesState.Silent => " and s.updated_at < @silent_before",
            SeriesState.WarmingUp => " and s.updated_at >= @silent_before and s.warm_seen < s.warm_needed",
            SeriesState.Active => " and s.updated_at >= @silent_before and s.warm_seen >= s.warm_needed",
            _ => " and 1 = 0",
        });
        return sql.Append(" order by c.series_id limit @limit").ToString();
    }

    /// <summary>The state of a series.</summary>
    public static SeriesState State(bool silent, WarmUp warmUp) =>
        silent ? SeriesState.Silent : warmUp.Seen < warmUp.Needed ? SeriesState.WarmingUp : SeriesState.Active;
}
