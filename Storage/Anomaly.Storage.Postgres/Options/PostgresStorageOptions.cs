using System.Text.RegularExpressions;
using Anomaly.Storage.Schema;
using Npgsql;

namespace Anomaly.Storage.Postgres.Options;

/// <summary>Which PostgreSQL database, and where in it.</summary>
public sealed partial record PostgresStorageOptions
{
    /// <summary>The setting that people know the connection by.</summary>
    internal const string Setting = "POSTGRES_CONNECTION";

    /// <summary>Npgsql's connection string (<c>Host=…;Database=…</c>), or a URI (<c>postgres://user:password@host:5432/database</c>).</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The database schema that holds the tables; each cluster has its own. It is created where it is absent.</summary>
    /// <value>The default is <c>anomaly</c>.</value>
    public string Schema { get; init; } = "anomaly";

    /// <summary>
    /// The connection string with all that this program needs, the schema as search path above all. Orleans' ADO.NET providers
    /// take the same one, and then find their tables.
    /// </summary>
    /// <exception cref="StorageException">A value cannot be used; the message names it.</exception>
    public string ToConnectionString()
    {
        if (!SchemaName().IsMatch(Schema) || Schema.StartsWith("pg_", StringComparison.Ordinal))
            throw new StorageException(
                $"Storage:Schema is '{Schema}'; it must be a name of at most 63 lower-case letters, digits and underscores that starts with neither a digit nor pg_.");

        var builder = Parse();
        if (string.IsNullOrEmpty(builder.Host))
            throw new StorageException($"{Setting} names no host; set it to Host=<host>;Database=<database>;Username=<user>;Password=<password>.");
        builder.SearchPath = Schema;
        builder.ApplicationName ??= "anomaly";
        // Nothing here changes a session, and a reset would throw the functions' plans away each time.
        builder.NoResetOnClose = true;
        // Compiling a query that then runs for a millisecond takes a tenth of a second.
        builder.Options ??= "-c jit=off";
        if (!builder.ContainsKey("Max Auto Prepare"))
            builder.MaxAutoPrepare = 64;
        if (!builder.ContainsKey("Auto Prepare Min Usages"))
            builder.AutoPrepareMinUsages = 2;
        return builder.ConnectionString;
    }

    private NpgsqlConnectionStringBuilder Parse()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            throw new StorageException($"{Setting} is empty; set it to Host=<host>;Database=<database>;Username=<user>;Password=<password>.");
        if (PostgresUri.IsUri(ConnectionString))
            return PostgresUri.Parse(ConnectionString);
        try
        {
            return new NpgsqlConnectionStringBuilder(ConnectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The driver's message stays inside: it can quote a part of the text, which may be the password.
            throw new StorageException(
                $"{Setting} cannot be read as a connection string; set it to Host=<host>;Database=<database>;Username=<user>;Password=<password>, a value with special characters in quotes.");
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();

    /// <summary>All but the secret.</summary>
    public override string ToString() => $"PostgreSQL, schema {Schema}";
}
