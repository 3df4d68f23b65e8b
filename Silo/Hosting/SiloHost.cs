using System.Net;
using Anomaly.Dashboard;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;
using Anomaly.Notifications.Secrets;
using Anomaly.Producer.Demo;
using Anomaly.Silo.Demo;
using Anomaly.Silo.Settings;
using Anomaly.Storage.Schema;
using Anomaly.Streaming.Kafka.Clients;
using Microsoft.AspNetCore.Hosting.Server;
using Orleans.Dashboard;

namespace Anomaly.Silo.Hosting;

/// <summary>From settings to a running silo. What cannot start says why in one line and ends with code 1.</summary>
internal static class SiloHost
{
    /// <summary>Ctrl-C saves and leaves within this.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4.5);

    /// <summary>Runs it to its end.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="customize">Applied last to what the silo is built of; for tests that put something between its parts.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        try
        {
            if (NewKey.TryRun(args, Console.Out))
            {
                return 0;
            }

            MetricsSetup.LimitMeters();
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            builder.Configuration.AddSeedVariables();
            var settings = SiloSettings.Read(builder.Configuration);
            var address = SiloAddress.Find(settings.Cluster);
            Ports.Check(settings, address);
            DataFolder.Prepare(settings);
            using var broker = settings.BrokerInProcess ? new LocalBroker(settings) : null;
            return await RunAsync(builder, settings, address, broker, customize);
        }
        catch (Exception exception) when (Explain(exception) is { } line)
        {
            await Console.Error.WriteLineAsync($"Anomaly cannot run: {line}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(
        WebApplicationBuilder builder, SiloSettings settings, IPAddress address, LocalBroker? broker, Action<WebApplicationBuilder>? customize)
    {
        var bootstrapServers = broker?.BootstrapServers ?? settings.Kafka.BootstrapServers;
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ClockWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClockWatch>());
        builder.Services.AddStorage(settings);
        builder.AddMetricsServer(settings);
        builder.AddSilo(settings, address, bootstrapServers, broker?.TopicId);
        if (settings.Web.Enabled)
        {
            builder.Listen(settings.Web);
            builder.AddWebFront(settings.Web);
            builder.Services.AddSingleton(new ClusterLinks(settings.Web.OrleansDashboard));
        }
        else
        {
            builder.Services.AddSingleton<IServer, NoWebServer>();
        }

        if (broker is not null && settings.Kafka.Demo)
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<DemoService>(
                services, new DemoOptions(bootstrapServers, settings.Kafka.Topic) { Group = settings.Kafka.GroupId }));
        }

        customize?.Invoke(builder);
        await using var app = builder.Build();
        if (settings.Web.Enabled)
        {
            app.MapWebFront();
            if (settings.Web.OrleansDashboard)
            {
                app.MapGroup("").For(Role.Admin).MapOrleansDashboard(ClusterLinks.OrleansDashboardPath);
            }
        }

        await app.PrepareStorageAsync(settings, CancellationToken.None);
        await app.StartAsync();
        if (settings.Clustered && SiloAddress.IsPublic(address))
        {
            Log.PublicAddress(app.Services.GetRequiredService<ILogger<ClockWatch>>(), address, settings.Cluster.SiloPort, settings.Cluster.GatewayPort);
        }

        StartMessage.Print(settings, bootstrapServers);
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<ClockWatch>().WentBack ? 1 : 0;
    }

    /// <summary>The one line of an error that a person can do something about; null for a fault of the program, which is shown whole.</summary>
    private static string? Explain(Exception exception)
    {
        for (var each = exception; each is not null; each = each.InnerException)
        {
            if (each is SettingsException or StorageException or SecretsException or KafkaUnavailableException or Microsoft.Extensions.Options.OptionsValidationException)
            {
                return each.Message.ReplaceLineEndings(" ");
            }
        }

        return exception is AggregateException all ? all.InnerExceptions.Select(Explain).FirstOrDefault(line => line is not null) : null;
    }
}
