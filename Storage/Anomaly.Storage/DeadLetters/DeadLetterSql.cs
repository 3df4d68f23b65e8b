namespace Anomaly.Storage.DeadLetters;

/// <summary>The SQL that reads dead letters, in words that PostgreSQL and SQLite share. Parameter: <c>@limit</c>.</summary>
internal static class DeadLetterSql
{
    public const string Newest = """
        select topic, epoch, partition, "offset", reason, detail, refused_at, key, value_head, value_size
        from dead_letters
        order by refused_at desc, topic desc, partition desc, epoch desc, "offset" desc limit @limit
        """;

    public const string Count = "select reason, count(*) as number, max(refused_at) from dead_letters group by reason order by number desc, reason";
}
