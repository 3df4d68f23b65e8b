using Anomaly.Dashboard.Configuration;
using Anomaly.Grains.Retention;
using Anomaly.Grains.Settings;
using Anomaly.Notifications.Hosting;

namespace Anomaly.Silo.Settings;

/// <summary>All settings of the silo, checked.</summary>
internal sealed record SiloSettings
{
    public required KafkaSettings Kafka { get; init; }

    public required StorageSettings Storage { get; init; }

    public required DetectionOptions Detection { get; init; }

    public required RetentionOptions Retention { get; init; }

    public required NotificationOptions Notifications { get; init; }

    public required WebSettings Web { get; init; }

    public required ClusterSettings Cluster { get; init; }

    /// <summary>Whether the broker is the one inside this process.</summary>
    public bool BrokerInProcess => Kafka.BootstrapServers.Length == 0;

    /// <summary>Whether the state is in PostgreSQL.</summary>
    public bool UsesPostgres => Storage.Postgres.Length > 0;

    /// <summary>Whether this silo may have companions.</summary>
    public bool Clustered => !BrokerInProcess && UsesPostgres && !Cluster.Single;

    /// <summary>Reads and checks all sections.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, SeedVariables.Names);
        var settings = new SiloSettings
        {
            Kafka = reader.Read<KafkaSettings>("Kafka"),
            Storage = reader.Read<StorageSettings>("Storage"),
            Detection = reader.Read<DetectionOptions>("Detection"),
            Retention = reader.Read<RetentionOptions>("Retention"),
            Notifications = reader.Read<NotificationOptions>("Notifications"),
            Web = reader.Read<WebSettings>("Web"),
            Cluster = reader.Read<ClusterSettings>("Cluster"),
        };
        if (settings is { BrokerInProcess: true, UsesPostgres: true, Cluster.Single: false })
        {
            throw new SettingsException(
                "Kafka:BootstrapServers (KAFKA_BOOTSTRAP_SERVERS) is empty while Storage:Postgres (POSTGRES_CONNECTION) is set: the broker inside the process "
                + "cannot be shared; name a broker, or set Cluster:Single=true for one silo alone.");
        }

        if ((settings.Notifications.FindFlaw() ?? settings.Retention.FindFlaw()) is { } flaw)
        {
            throw new SettingsException(flaw);
        }

        if (settings.Web.Enabled)
        {
            FrontFlaws.Check(settings.Web, urls: null, configuration);
        }

        return settings.Detection.FindFlaw() is { } why ? throw new SettingsException($"Detection: {why}") : settings;
    }
}
