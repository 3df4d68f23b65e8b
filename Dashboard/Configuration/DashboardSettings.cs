using Anomaly.Storage.Postgres.Options;

namespace Anomaly.Dashboard.Configuration;

/// <summary>All settings of the dashboard as a process of its own, checked.</summary>
internal sealed record DashboardSettings
{
    /// <summary>Environment variables that are read under their own names.</summary>
    public static VariableNames Variables { get; } = new(new Dictionary<string, string> { ["POSTGRES_CONNECTION"] = "Storage:Postgres" });

    public required DatabaseSettings Storage { get; init; }

    public required ClusterIdentity Cluster { get; init; }

    public required NotificationSettings Notifications { get; init; }

    public required FrontSettings Web { get; init; }

    public PostgresStorageOptions Postgres => new() { ConnectionString = Storage.Postgres, Schema = Storage.Schema };

    /// <summary>Reads and checks all sections.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static DashboardSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, Variables);
        var settings = new DashboardSettings
        {
            Storage = reader.Read<DatabaseSettings>("Storage"),
            Cluster = reader.Read<ClusterIdentity>("Cluster"),
            Notifications = reader.Read<NotificationSettings>("Notifications"),
            Web = reader.Read<FrontSettings>("Web"),
        };
        FrontFlaws.Check(settings.Web, configuration[WebHostDefaults.ServerUrlsKey], configuration);
        return settings;
    }
}
