using System.Text;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Storage.Series;

/// <summary>
/// The SQL of a page of series: what PostgreSQL and SQLite share, and what each says in its own words. Parameters:
/// <c>@id @needle @after @silent_before @limit</c>. Where a series has rows of several topics, the newest written speaks for it.
/// </summary>
/// <param name="Holds">The condition that <c>c.search</c> holds <c>@needle</c>.</param>
/// <param name="JoinNewest">Joins <c>series as c</c> with the row of <c>series_state</c>, as <c>s</c>, that was written last.</param>
/// <param name="LabelValue">The value of the label <c>@label</c> of <c>series as c</c>; null where it has none.</param>
internal sealed record SeriesPageSql(string Holds, string JoinNewest, string LabelValue)
{
    private string Select => $"""
        select c.series_id, c.labels, c.first_seen, s.last_seen, s.last_value, s.partition, s."offset", s.warm_seen, s.warm_needed,
          s.updated_at < @silent_before
        from series as c {JoinNewest}
        """;

    public string One => Select + " where c.series_id = @id";

    public string Page(SeriesQuery query)
    {
        var sql = new StringBuilder(Select).Append(" where 1 = 1");
        if (SeriesLabels.Needle(query.Match) is not null)
            sql.Append(" and ").Append(Holds);
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

    /// <summary>Parameters: <c>@label @prefix @silent_before @limit</c>.</summary>
    public string Spread => $"""
        with labelled as (
          select c.series_id, {LabelValue} as label_value, s.partition
          from series as c {JoinNewest}
          where {LabelValue} is not null and s.updated_at >= @silent_before and substr(c.series_id, 1, length(@prefix)) <> @prefix)
        {Select} join labelled on labelled.series_id = c.series_id
        where labelled.label_value in (select label_value from labelled group by label_value having min(partition) <> max(partition))
        order by c.series_id limit @limit
        """;

    /// <summary>The state of a series.</summary>
    public static SeriesState State(bool silent, WarmUp warmUp) =>
        silent ? SeriesState.Silent : warmUp.Seen < warmUp.Needed ? SeriesState.WarmingUp : SeriesState.Active;
}
