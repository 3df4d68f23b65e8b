using Anomaly.Grains.Interfaces.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Watcher;

try
{
    var change = SettingChange.Take(ref args);
    var builder = Host.CreateApplicationBuilder(args);
    var settings = WatcherSettings.Read(builder.Configuration);

    // Standard output is for what the program is about, one JSON object a line.
    builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    builder.AddAnomalyClient(client =>
    {
        client.ClusterId = settings.ClusterId;
        client.ServiceId = settings.ServiceId;
        client.Clustering = clustering => clustering.UseAdoNetClustering(options =>
            (options.Invariant, options.ConnectionString) = ("Npgsql", settings.ConnectionString));
    });
    builder.Services.AddSingleton(settings);
    builder.Services.AddSingleton<PatientCalls>();
    if (change is null)
        builder.Services.AddHostedService<AnomalyWatcher>();
    else
        builder.Services.AddSingleton(change).AddHostedService<SettingChanger>();

    using var host = builder.Build();
    var work = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
    await host.RunAsync();

    // A host whose work failed stops as if all were well; whoever started it wants to know.
    return work.Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : Environment.ExitCode;
}
catch (OperationCanceledException)
{
    // Stopped while it waited for the cluster.
    return 0;
}
catch (BadSettingException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
