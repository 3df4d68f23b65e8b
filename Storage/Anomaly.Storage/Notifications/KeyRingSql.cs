namespace Anomaly.Storage.Notifications;

/// <summary>The SQL of the key ring, in words that PostgreSQL and SQLite share.</summary>
internal static class KeyRingSql
{
    public const string All = "select id, friendly_name, xml from data_protection_keys order by created_at, id";

    public const string Add = "insert into data_protection_keys (id, friendly_name, xml, created_at) values (@id, @name, @xml, @now)";

    public const string Replace = "update data_protection_keys set xml = @to where id = @id and xml = @xml";
}
