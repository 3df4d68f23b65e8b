using Anomaly.Storage.Schema;
using Npgsql;

namespace Anomaly.Storage.Postgres.Options;

/// <summary>Reads the URI form of a connection string, which PostgreSQL's own tools and most other languages use.</summary>
internal static class PostgresUri
{
    public static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new StorageException(
                $"{PostgresStorageOptions.Setting} cannot be read as a URI; set it to postgres://<user>:<password>@<host>:5432/<database>, special characters percent-encoded.");
        var login = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port < 0 ? 5432 : uri.Port,
            Database = uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : null,
            Username = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null,
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(builder, parts[0], Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
        }

        return builder;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        try
        {
            var key = name switch
            {
                "sslmode" => "SSL Mode",
                "sslrootcert" => "Root Certificate",
                "sslcert" => "SSL Certificate",
                "sslkey" => "SSL Key",
                "application_name" => "Application Name",
                "connect_timeout" => "Timeout",
                _ => name,
            };
            builder[key] = key == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StorageException(
                $"{PostgresStorageOptions.Setting} has the parameter '{name}' with a value or a name that is not known; remove or correct it.");
        }
    }
}
