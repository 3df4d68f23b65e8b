using System.Net;
using Anomaly.Grains.Hosting;
using Anomaly.Notifications.Hosting;
using Anomaly.Silo.Settings;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Anomaly.Silo.Hosting;

/// <summary>Makes the host a silo: alone, or one of several that meet in PostgreSQL.</summary>
internal static class OrleansSetup
{
    private const string PostgresInvariant = "Npgsql";
    private const string SqliteInvariant = "System.Data.SQLite";

    public static void AddSilo(this WebApplicationBuilder builder, SiloSettings settings, IPAddress address, string bootstrapServers, string? topicId) =>
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = settings.Cluster.ClusterId;
                options.ServiceId = settings.Cluster.ServiceId;
            });
            silo.Configure<SiloOptions>(options => options.SiloName = SiloName(settings.Cluster));
            silo.ConfigureEndpoints(address, settings.Cluster.SiloPort, settings.Cluster.GatewayPort, listenOnAnyHostAddress: false);
            AddMembership(silo, settings, address);
            AddDirectory(silo);
            AddGrainStorage(silo, settings);
            silo.Services.AddSingleton(Options.Create(settings.Detection));
            silo.Services.AddSingleton(Options.Create(settings.Retention));
            silo.AddMetricsStream(settings, bootstrapServers, topicId);
            silo.AddAnomalyGrains();
            silo.AddNotifications(settings.Notifications);
            if (settings.Web.OrleansDashboard)
            {
                // Without its live log: that is for whoever may read the console.
                silo.AddDashboard(options => options.HideTrace = true);
            }
        });

    private static string SiloName(ClusterSettings cluster) =>
        cluster.SiloName.Length > 0 ? cluster.SiloName : $"{Environment.MachineName}-{cluster.SiloPort}";

    private static void AddMembership(ISiloBuilder silo, SiloSettings settings, IPAddress address)
    {
        if (!settings.Clustered)
        {
            silo.UseDevelopmentClustering(new IPEndPoint(address, settings.Cluster.SiloPort));
            return;
        }

        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = PostgresInvariant;
            options.ConnectionString = StorageSetup.Postgres(settings).ToConnectionString();
        });
        // A silo that was killed is out after some seconds, not after Orleans' default of twenty.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(20);
            // Three of these, and a silo that was killed does not keep others from joining any more.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        // What was sent by way of a silo that is going does not come back; half of Orleans' default is ample for what we ask.
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(15));
    }

    /// <summary>
    /// Orleans' default directory forgets what a dead silo kept of it, and ends the grains concerned on the silos that live: their
    /// partitions would read from their last checkpoint again. This one asks the living silos.
    /// </summary>
    private static void AddDirectory(ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP003 // Marked experimental since Orleans 9; the durability rules hold with any directory, this one only avoids work.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // A place a series would be much memory, and series are sent messages rarely.
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = 10_000);
        // It would keep a dead silo's grains from being activated for 14 s more, in case that silo is not dead. The fences see to that.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.FromMilliseconds(1));
    }

    private static void AddGrainStorage(ISiloBuilder silo, SiloSettings settings) =>
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = settings.UsesPostgres ? PostgresInvariant : SqliteInvariant;
            options.ConnectionString = settings.UsesPostgres
                ? StorageSetup.Postgres(settings).ToConnectionString()
                : $"Data Source={StorageSetup.SqliteFile(settings)}";
        });
}
