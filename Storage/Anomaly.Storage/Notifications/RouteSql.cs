namespace Anomaly.Storage.Notifications;

/// <summary>The SQL of routes, in words that PostgreSQL and SQLite share.</summary>
internal static class RouteSql
{
    /// <summary>One statement, so that routes and revision are of one moment.</summary>
    public const string All = "select v.revision, r.channel, r.definition from routes_revision as v left join routes as r on 1 = 1 order by r.position";

    public const string Revision = "select revision from routes_revision";

    public const string Raise = "update routes_revision set revision = revision + 1 returning revision";

    public const string Clear = "delete from routes";

    public const string Insert = "insert into routes (position, channel, definition) values (@position, @channel, @definition)";

    /// <summary>Has what fires routed anew: by what was saved it may be somebody's whom nobody told. One order of locks, as with those who write changes.</summary>
    public const string RouteAgain = """
        insert into incident_changes (incident_id, revision, kind, at)
        select id, revision, 'grew', last_detected_at from incidents where status = 'firing' order by id
        on conflict (incident_id) do nothing
        """;
}
