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

    await builder.Build().RunAsync();
    return Environment.ExitCode;
}
catch (BadSettingException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
