using System.Text;

namespace Anomaly.Storage.Notifications;

/// <summary>The SQL of silences, in words that PostgreSQL and SQLite share. Parameters of a page: <c>@now @after_at @after_id @limit</c>.</summary>
internal static class SilencePageSql
{
    /// <summary>The columns in the order in which the stores read and write them.</summary>
    public const string Columns = "id, starts_at, ends_at, updated_at, created_by, comment, matchers, learn, recurrence";

    public const string One = $"select {Columns} from silences where id = @id";

    public const string Save = $"""
        insert into silences ({Columns})
        values (@id, @starts_at, @ends_at, @updated_at, @created_by, @comment, @matchers, @learn, @recurrence)
        on conflict (id) do update set
          starts_at = excluded.starts_at, ends_at = excluded.ends_at, updated_at = excluded.updated_at, created_by = excluded.created_by,
          comment = excluded.comment, matchers = excluded.matchers, learn = excluded.learn, recurrence = excluded.recurrence
        """;

    public static string Page(SilenceQuery query)
    {
        var sql = new StringBuilder("select ").Append(Columns).Append(" from silences where 1 = 1");
        if (query.Stages.Count > 0)
            sql.Append(" and (").AppendJoin(" or ", query.Stages.Distinct().Select(Condition)).Append(')');
        if (query.After is not null)
            sql.Append(" and (ends_at, id) < (@after_at, @after_id)");
        return sql.Append(" order by ends_at desc, id desc limit @limit").ToString();
    }

    private static string Condition(SilenceStage stage) => stage switch
    {
        SilenceStage.Pending => "(starts_at > @now and ends_at > @now)",
        SilenceStage.Active => "(starts_at <= @now and ends_at > @now)",
        _ => "ends_at <= @now",
    };
}
