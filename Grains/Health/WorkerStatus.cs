using Anomaly.Grains.Metrics;
using Anomaly.Grains.Partitions;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Health;

/// <summary>Each second: keeps the gauges true (<c>worker_up</c> says what <c>/readyz</c> says), looks after the readers, and tells the cluster how the silo is.</summary>
internal sealed class WorkerStatus(
    HealthCheckService health,
    PartitionRegistry registry,
    IKafkaStreamControl streams,
    SiloReporter reporter,
    AnomalyMetrics metrics,
    TimeProvider time,
    ILogger<WorkerStatus> logger) : BackgroundService
{
    /// <summary>The tag of the checks that decide whether the worker is up.</summary>
    public const string ReadyTag = "ready";

    private readonly ReaderWatch _watch = new(registry, streams);
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            do
            {
                await UpdateAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            metrics.WorkerUp.Set(0);
        }
    }

    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        metrics.Uptime.Set((time.GetUtcNow() - reporter.StartedAt).TotalSeconds);
        _watch.Look();
        var partitions = reporter.LookAtPartitions();
        metrics.Partitions.Show(partitions, time.GetElapsedTime(0));
        metrics.ShowTopic(streams.GetPartitionCount(PartitionOptions.StreamProvider));
        metrics.SeriesActive.Set(registry.All.Where(open => !open.Session.HasEnded).Sum(open => open.Session.Series.Count));
        var report = await health.CheckHealthAsync(check => check.Tags.Contains(ReadyTag), cancellationToken);
        var up = report.Status != HealthStatus.Unhealthy;
        metrics.WorkerUp.Set(up ? 1 : 0);
        var trouble = up ? "" : string.Join("; ", report.Entries.Values.Where(entry => entry.Status == HealthStatus.Unhealthy).Select(entry => entry.Description));
        Say(trouble);
        reporter.Send(partitions, up ? null : trouble);
    }

    /// <summary>Once a change, not once a second.</summary>
    private void Say(string problem)
    {
        if ((problem.Length == 0) == (_said?.Length == 0))
        {
            return;
        }

        _said = problem;
        if (problem.Length == 0)
        {
            Log.Ready(logger);
        }
        else
        {
            Log.NotReady(logger, problem);
        }
    }
}
