using Anomaly.Grains.Interfaces.Catalog;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Watching;
using Microsoft.Extensions.Hosting;

namespace Watcher;

/// <summary>Lists series, asks how each is, and follows the anomalies until the program is stopped.</summary>
internal sealed class AnomalyWatcher(IClusterClient cluster, PatientCalls calls, WatcherSettings settings) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var series in cluster.ListSeriesAsync(settings.Match, cancellationToken: stoppingToken).Take(settings.Series))
        {
            JsonLine.Write(new { Event = "series", series.Id, series.Labels, series.State, series.LastSeen });
            var grain = cluster.GetGrain<ISeriesGrain>(series.Id);
            var status = await calls.AskAsync($"the status of {series.Id}", grain.GetStatusAsync, stoppingToken);
            JsonLine.Write(new { Event = "status", status.Id, status.State, status.WarmUp, status.LastSeen, status.LastValue });
        }

        // The watch goes on by itself, whatever becomes of the silos.
        var options = new AnomalyWatchOptions
        {
            ReachableChanged = reachable => JsonLine.Write(new { Event = reachable ? "watching" : "unreachable" }),
            EventsMissed = () => JsonLine.Write(new { Event = "missed" }),
        };
        var seen = new RecentIds();
        await foreach (var (anomaly, durable) in cluster.WatchAnomaliesAsync(options, stoppingToken))
        {
            // Each comes at least twice: as it arises, and once it is in the database.
            if (seen.Add(anomaly.Id))
            {
                JsonLine.Write(new
                {
                    Event = "anomaly",
                    anomaly.Id,
                    Series = anomaly.MetricName,
                    anomaly.Timestamp,
                    anomaly.Value,
                    anomaly.Severity,
                    Method = anomaly.DetectionMethod,
                    anomaly.Reason,
                    Durable = durable,
                });
            }
        }
    }
}
