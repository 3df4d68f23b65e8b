using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Readiness;
using Anomaly.Grains.Interfaces.Client;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Postgres.Hosting;
using Anomaly.Storage.Schema;
using Orleans.Dashboard;

namespace Anomaly.Dashboard;

/// <summary>The web front as a process of its own: a client of the cluster.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            if (NewKey.TryRun(args, Console.Out))
            {
                return 0;
            }

            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            builder.Configuration.Sources.Insert(0, LogDefaults.Source);
            DashboardSettings.Variables.AddTo(builder.Configuration);
            var settings = DashboardSettings.Read(builder.Configuration);
            Listen(builder, settings.Web);

            // The pages answer, and say what is missing, while the cluster is not there yet.
            builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
            builder.Services.AddPostgresStorage(settings.Postgres);
            builder.Services.AddNotificationDefinitions(settings.Notifications, newKeyFile: null);
            builder.Services.AddNotificationChannels(outbound => outbound.AllowPrivateNetworks = settings.Notifications.AllowPrivateNetworks);
            builder.Services.AddHealthChecks().AddStorageCheck().AddClusterCheck();
            builder.AddAnomalyClient(client =>
            {
                (client.ClusterId, client.ServiceId) = (settings.Cluster.ClusterId, settings.Cluster.ServiceId);
                client.Clustering = orleans => Connect(orleans, settings);
            });
            builder.AddWebFront(settings.Web);
            builder.Services.AddSingleton(new ClusterLinks(settings.Web.OrleansDashboard));

            await using var app = builder.Build();
            app.MapWebFront();
            if (settings.Web.OrleansDashboard)
            {
                app.MapGroup("").For(Role.Admin).MapOrleansDashboard(ClusterLinks.OrleansDashboardPath);
            }

            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Stopped while it waited for the cluster.
            return 0;
        }
        catch (Exception exception) when (exception is SettingsException or StorageException or SecretsException)
        {
            await Console.Error.WriteLineAsync($"Anomaly's dashboard cannot run: {exception.Message}");
            return 1;
        }
    }

    private static void Connect(IClientBuilder orleans, DashboardSettings settings)
    {
        orleans.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", settings.Postgres.ToConnectionString()));
        if (settings.Web.OrleansDashboard)
        {
            orleans.AddDashboard(options => options.HideTrace = true);
        }
    }

    /// <summary>ASP.NET's own setting of addresses (<c>ASPNETCORE_URLS</c>, <c>--urls</c>) wins where it is given.</summary>
    private static void Listen(WebApplicationBuilder builder, FrontSettings web)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            ListenPort.Check("Web:Port", web.Host, web.Port);
            builder.Listen(web);
        }
    }
}
