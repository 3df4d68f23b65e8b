using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Notifications.Hosting;
using Anomaly.Storage.Incidents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Incidents;

/// <summary>Resolves incidents whose series have had enough points without an anomaly. The series are asked, and nothing of them is changed.</summary>
internal sealed class NormalSeries(
    IGrainFactory grains,
    IIncidentStore store,
    IIncidentInbox inbox,
    IncidentNews news,
    IncidentOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<NormalSeries> logger) : BackgroundService
{
    private const int Page = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.NormalSamples == 0)
            return;
        try
        {
            await lifetime.StartedAsync(stoppingToken);
            while (true)
            {
                await TryResolveAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next silo looks again.
        }
    }

    private async Task TryResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ResolveAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SeriesDoNotAnswer(logger, exception.Message);
        }
    }

    private async Task ResolveAsync(CancellationToken cancellationToken)
    {
        Guid? after = null;
        while (await store.ListAsync(new IncidentQuery { Status = IncidentStatus.Firing, After = after, Limit = Page }, cancellationToken) is { Count: > 0 } firing)
        {
            foreach (var incident in firing)
            {
                if (await IsNormalAsync(incident.Id, cancellationToken) && await inbox.ResolveNormalAsync(incident.Id, incident.Revision, cancellationToken))
                    news.Tell();
            }

            after = firing[^1].Id;
        }
    }

    /// <summary>Whether the newest points of a series, as many as are needed, all came after its last anomaly and raised none.</summary>
    internal static bool IsNormal(IReadOnlyList<ScoredPoint> newest, DateTimeOffset lastAnomaly, int needed) =>
        newest.Count >= needed && newest.Skip(newest.Count - needed).All(point => point.Timestamp > lastAnomaly && point.AnomalyId is null);

    /// <summary>The first series that is not normal ends the questions.</summary>
    private async Task<bool> IsNormalAsync(Guid incident, CancellationToken cancellationToken)
    {
        string? after = null;
        while (await store.ListSeriesAsync(incident, after, Page, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var series in page)
            {
                var points = await grains.GetGrain<ISeriesGrain>(series.Series)
                    .GetRecentAsync(options.NormalSamples, cancellationToken).WaitAsync(Patience, cancellationToken);
                if (!IsNormal(points, series.LastAnomalyAt, options.NormalSamples))
                    return false;
            }

            after = page[^1].Series;
        }

        return after is not null;
    }
}
