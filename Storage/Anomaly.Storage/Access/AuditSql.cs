using System.Text;

namespace Anomaly.Storage.Access;

/// <summary>The SQL of the audit log, in words that PostgreSQL and SQLite share. Parameters of a page: <c>@actor @action @target @from @to @after @limit</c>.</summary>
internal static class AuditSql
{
    private const string Columns = "at, actor, role, address, action, target, before_change, after_change";

    public const string Add = $"insert into audit_log ({Columns}) values (@at, @actor, @role, @address, @action, @target, @before, @after)";

    public static string Page(AuditQuery query)
    {
        var sql = new StringBuilder($"select id, {Columns} from audit_log where 1 = 1");
        Add(query.Actor is not null, " and actor = @actor");
        Add(query.Action is not null, " and action = @action");
        Add(query.Target is not null, " and target = @target");
        Add(query.From is not null, " and at >= @from");
        Add(query.To is not null, " and at < @to");
        Add(query.After is not null, " and id < @after");
        return sql.Append(" order by id desc limit @limit").ToString();

        void Add(bool wanted, string condition) => sql.Append(wanted ? condition : "");
    }
}
