using System.Text;

namespace Anomaly.Storage.Outbox;

/// <summary>SQL in words that PostgreSQL and SQLite share.</summary>
internal static class OutboxSql
{
    /// <summary>The columns in the order in which the stores read them.</summary>
    public const string Columns = """
        id, seq, channel, route_key, group_key, kind, severity, incident_id, incident_count, created_at, due_at, attempts, state, status_code, detail, finished_at
        """;

    public const string One = $"select {Columns} from outbox where id = @id";

    /// <summary>Parameters: <c>@id @now</c>.</summary>
    public const string Retry = """
        update outbox set state = 'waiting', attempts = 0, due_at = @now, held_until = null, finished_at = null, lease_until = null, lease_owner = null
        where id = @id and state <> 'delivered' and (lease_until is null or lease_until <= @now)
        """;

    /// <summary>Parameters: <c>@channel @detail @now</c>.</summary>
    public const string Cancel = """
        update outbox set state = 'cancelled', detail = @detail, finished_at = @now, lease_until = null, lease_owner = null
        where channel = @channel and state = 'waiting' and (lease_until is null or lease_until <= @now)
        """;

    /// <summary>Parameters: <c>@before @limit</c>.</summary>
    public const string Prune = """
        delete from outbox where id in (select id from outbox where finished_at < @before order by finished_at limit @limit)
        """;

    public const string Measure = "select channel, count(*), min(created_at) from outbox where state = 'waiting' group by channel order by channel";

    /// <summary>Parameters: <c>@channel @after @limit</c>; only the conditions that are set stand in it.</summary>
    public static string Page(OutboxQuery query)
    {
        var sql = new StringBuilder("select ").Append(Columns).Append(" from outbox where 1 = 1");
        if (query.Channel is not null)
            sql.Append(" and channel = @channel");
        // As a literal: an index over part of the rows serves only a condition that is known when the plan is made.
        if (query.State is { } state)
            sql.Append(" and state = '").Append(OutboxWords.Of(state)).Append('\'');
        if (query.After is not null)
            sql.Append(" and seq < @after");
        return sql.Append(" order by seq desc limit @limit").ToString();
    }
}
