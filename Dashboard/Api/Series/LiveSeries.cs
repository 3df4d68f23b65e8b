using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Api.Series;

/// <summary>What a series' grain says of it; nothing where it does not answer soon.</summary>
internal sealed class LiveSeries(IGrainFactory grains, TimeProvider time, ILogger<LiveSeries> logger)
{
    private const int AllPoints = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<(SeriesStatus? Status, IReadOnlyList<ScoredPoint> Points)> AskAsync(string id, CancellationToken cancellationToken, int limit = AllPoints)
    {
        var grain = grains.GetGrain<ISeriesGrain>(id);
        using var late = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var status = grain.GetStatusAsync(end.Token);
            var points = grain.GetRecentAsync(limit, end.Token);
            await Task.WhenAll(status, points).WaitAsync(end.Token);
            return (await status, await points);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.SeriesSilent(id, exception.Message);
            return (null, []);
        }
    }
}
