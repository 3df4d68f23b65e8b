using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Schema;
using Npgsql;

namespace Anomaly.Storage.Postgres.Schema;

/// <summary>Says what the driver's exception means for the person who set the connection.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether the exception is one of the driver's.</summary>
    public static bool IsOurs(Exception exception) =>
        exception is NpgsqlException or TimeoutException or SocketException or AuthenticationException || IsOfAFile(exception);

    public static StorageException Explain(Exception exception, NpgsqlConnectionStringBuilder connection)
    {
        var server = $"{connection.Host}:{connection.Port}";
        var user = connection.Username ?? Environment.UserName;
        var database = connection.Database ?? user;
        var what = $"{PostgresStorageOptions.Setting} (Host={connection.Host};Port={connection.Port};Database={database};Username={user})";
        var schema = connection.SearchPath;
        return new StorageException(Sentence(), exception);

        string Sentence() => exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
                $"{what}: the server refuses the login ({refused.MessageText}); correct Username and Password.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"{what}: there is no database '{database}' on {server}; create it (createdb {database}) or correct Database.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
                $"{what}: the user '{user}' lacks a right ({refused.MessageText}); grant it (GRANT CREATE ON DATABASE \"{database}\" TO \"{user}\", or make the user the owner of schema '{schema}').",
            PostgresException { SqlState: SeedUnknown } refused =>
                $"{what}: {refused.MessageText}; rename or drop it, or set Storage:Schema to another schema than '{schema}'.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                $"{what}: the server's disk is full; free space there.",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                $"{what}: the server only lets read (a standby?); point Host at the primary.",
            PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } =>
                $"{what}: the server is starting or stopping; try again shortly.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                $"{what}: the server has no connection left; raise its max_connections, or set Maximum Pool Size in the connection string.",
            PostgresException other =>
                $"{what}: the server reports {other.SqlState}, {other.MessageText}; see the server's log.",
            // Files of the connection string: the driver reads them when it connects.
            _ when (IsOfAFile(exception) ? exception : exception.InnerException) is { } file && IsOfAFile(file) =>
                $"{what}: a file that it names cannot be read ({file.Message.ReplaceLineEndings(" ").TrimEnd('.')}); correct Root Certificate, SSL Certificate or SSL Key: each is a PEM file.",
            _ when (exception as AuthenticationException ?? exception.InnerException as AuthenticationException) is { } refused =>
                ServerCertificate.Look(connection) is { } flaw
                    ? $"{what}: the server cannot be trusted: {flaw.Finding}; {flaw.Remedy} (Host and Root Certificate in the connection string)."
                    : $"{what}: no encrypted connection to {server} ({refused.Message.TrimEnd('.')}); correct SSL Mode, Root Certificate, SSL Certificate and SSL Key in the connection string.",
            _ when exception is TimeoutException || exception.InnerException is TimeoutException =>
                $"{what}: {server} does not answer in time; check Host, Port and the firewall, and that PostgreSQL runs.",
            _ when exception is SocketException || exception.InnerException is SocketException or AggregateException =>
                $"{what}: nothing answers at {server} ({(exception.InnerException ?? exception).Message}); start PostgreSQL there, or correct Host and Port.",
            _ => $"{what}: the connection fails ({exception.Message}); check Host, Port and SSL Mode.",
        };
    }

    private static bool IsOfAFile(Exception exception) => exception is CryptographicException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException;

    /// <summary>Raised by the migrations where a table is in their way.</summary>
    private const string SeedUnknown = "AN001";
}
