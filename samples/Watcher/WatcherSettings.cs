using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Watcher;

/// <summary>What the program is told by the environment or the command line; the names are those of the silos' own settings.</summary>
internal sealed record WatcherSettings
{
    /// <summary>The silos' database, with the schema of their tables as search path.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The cluster's id; the silos' own.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The service's id; the silos' own.</summary>
    public required string ServiceId { get; init; }

    /// <summary>Which series are listed: those in whose id or labels this text occurs; null for all.</summary>
    public string? Match { get; init; }

    /// <summary>How many of them are listed and asked how they are.</summary>
    public int Series { get; init; }

    public static WatcherSettings Read(IConfiguration configuration)
    {
        var series = configuration["Watcher:Series"] ?? "10";
        return new WatcherSettings
        {
            ConnectionString = Connect(configuration["POSTGRES_CONNECTION"], configuration["Storage:Schema"] ?? "anomaly"),
            ClusterId = configuration["Cluster:ClusterId"] ?? "anomaly",
            ServiceId = configuration["Cluster:ServiceId"] ?? "anomaly",
            Match = configuration["Watcher:Match"],
            Series = int.TryParse(series, out var count) && count >= 0
                ? count
                : throw new BadSettingException($"Watcher:Series is '{series}'; it must be a whole number that is not negative."),
        };
    }

    private static string Connect(string? connection, string schema)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema };
            if (!string.IsNullOrEmpty(builder.Host))
                return builder.ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Not quoted: it may hold a password.
        }

        throw new BadSettingException("POSTGRES_CONNECTION is missing or no connection string; it must be that of the silos, such as Host=db;Username=anomaly;Password=…;Database=anomaly.");
    }
}
