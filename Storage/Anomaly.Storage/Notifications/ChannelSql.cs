using System.Text.Json;

namespace Anomaly.Storage.Notifications;

/// <summary>The SQL of channels, in words that PostgreSQL and SQLite share.</summary>
internal static class ChannelSql
{
    public const string All = "select name, type, enabled, settings, secrets, revision, updated_at, delivered_at, delivery_outcome, delivery_detail from channels order by name";

    public const string One = "select name, type, enabled, settings, secrets, revision, updated_at, delivered_at, delivery_outcome, delivery_detail from channels where name = @name";

    public const string Insert = """
        insert into channels (name, type, enabled, settings, secrets, revision, updated_at)
        values (@name, @type, @enabled, @settings, @secrets, @next, @updated_at)
        on conflict (name) do nothing
        """;

    public const string Update = """
        update channels set type = @type, enabled = @enabled, settings = @settings, secrets = @secrets, revision = @next, updated_at = @updated_at
        where name = @name and revision = @revision
        """;

    public const string Note = "update channels set delivered_at = @at, delivery_outcome = @outcome, delivery_detail = @detail where name = @name";

    public const string Users = "select position from routes where channel = @name order by position";

    public const string Delete = "delete from channels where name = @name";

    /// <summary>Never one that a channel of the same name had before: milliseconds, or one more than the last.</summary>
    public static long Next(ChannelRow channel) => Math.Max(channel.UpdatedAt.ToUnixTimeMilliseconds(), channel.Revision + 1);

    /// <summary>Secrets as JSON, their bytes in base64.</summary>
    public static string Write(IReadOnlyDictionary<string, byte[]> secrets) => JsonSerializer.Serialize(secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal).ToDictionary());

    public static IReadOnlyDictionary<string, byte[]> Read(string secrets) => JsonSerializer.Deserialize<Dictionary<string, byte[]>>(secrets)!;
}
