namespace Anomaly.Storage.Access;

/// <summary>The SQL of keys, in words that PostgreSQL and SQLite share.</summary>
internal static class ApiKeySql
{
    private const string Columns = "name, role, hash, created_by, created_at, expires_at";

    public const string All = $"select {Columns} from api_keys order by name";

    public const string Add = $"insert into api_keys ({Columns}) values (@name, @role, @hash, @created_by, @created_at, @expires_at) on conflict (name) do nothing";

    public const string Delete = $"delete from api_keys where name = @name returning {Columns}";
}
