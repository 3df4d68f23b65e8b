using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Extensions.Hosting;

namespace Watcher;

/// <summary>Changes a series' settings and ends the program: 0 where they are changed, 1 where they are refused.</summary>
internal sealed class SettingChanger(IClusterClient cluster, PatientCalls calls, SettingChange change, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var grain = cluster.GetGrain<ISettingsGrain>(0);
        var result = await calls.AskAsync("the change", token => grain.SetSeriesAsync(change.Series, change.Settings, token), stoppingToken);
        JsonLine.Write(new { Event = result.Done ? "set" : "refused", change.Series, result.Revision, result.Errors });
        Environment.ExitCode = result.Done ? 0 : 1;
        lifetime.StopApplication();
    }
}
