using System.Threading.Channels;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Tests.Watches;

/// <summary>Watches a series.</summary>
internal sealed class Watcher : ISeriesObserver
{
    private readonly Channel<SeriesUpdate> _updates = Channel.CreateUnbounded<SeriesUpdate>();
    private readonly ISeriesGrain _series;
    private readonly ISeriesObserver _self;

    public Watcher(IGrainFactory grains, string series)
    {
        _series = grains.GetGrain<ISeriesGrain>(series);
        _self = grains.CreateObjectReference<ISeriesObserver>(this);
    }

    public bool WasTold => _updates.Reader.TryPeek(out _);

    public Task<SeriesUpdate> WatchAsync(SeriesUpdate? since = null) => _series.WatchAsync(_self, since?.Activation ?? Guid.Empty, since?.Number ?? 0);

    public Task UnwatchAsync() => _series.UnwatchAsync(_self);

    /// <summary>The next that it is told.</summary>
    public async Task<SeriesUpdate> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _updates.Reader.ReadAsync(patience.Token);
    }

    public Task OnPointsAsync(SeriesUpdate update)
    {
        _updates.Writer.TryWrite(update);
        return Task.CompletedTask;
    }
}
