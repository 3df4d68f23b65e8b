using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Series;

/// <summary>Is told of a series' new points.</summary>
[Alias("anomaly.series.observer")]
public interface ISeriesObserver : IGrainObserver
{
    /// <summary>New points; several times a second at the most.</summary>
    [Alias("points"), OneWay] Task OnPointsAsync(SeriesUpdate update);
}
